package io.sidelight.core.meter;

import static io.sidelight.core.meter.Dimension.CODE;
import static io.sidelight.core.meter.Dimension.COLLECTION;
import static io.sidelight.core.meter.Dimension.DIRECTION;
import static io.sidelight.core.meter.Dimension.ERROR_TYPE;
import static io.sidelight.core.meter.Dimension.INSTRUMENTATION;
import static io.sidelight.core.meter.Dimension.MESSAGE_TYPE;
import static io.sidelight.core.meter.Dimension.METHOD;
import static io.sidelight.core.meter.Dimension.NAMESPACE;
import static io.sidelight.core.meter.Dimension.OPERATION;
import static io.sidelight.core.meter.Dimension.ROUTE;
import static io.sidelight.core.meter.Dimension.SCHEME;
import static io.sidelight.core.meter.Dimension.STATUS_CODE;
import static io.sidelight.core.meter.Dimension.SYSTEM;

/** Everything that is measured, each with its dimensions in the order they are recorded in. */
enum Measure {
  HTTP_SERVER_DURATION(METHOD, ROUTE, STATUS_CODE, ERROR_TYPE, SCHEME),
  HTTP_SERVER_ACTIVE(METHOD, SCHEME),
  DB_DURATION(SYSTEM, NAMESPACE, OPERATION, COLLECTION, ERROR_TYPE),
  REDIS_DURATION(OPERATION, ERROR_TYPE) {
    @Override
    String implied(Dimension dimension) {
      return dimension == SYSTEM ? "redis" : "";
    }
  },
  WEBSOCKET_ACTIVE(ROUTE),
  WEBSOCKET_OPENED(ROUTE),
  WEBSOCKET_CLOSED(ROUTE, CODE),
  WEBSOCKET_CONNECTION_DURATION(ROUTE),
  WEBSOCKET_MESSAGE_SIZE(ROUTE, DIRECTION, MESSAGE_TYPE),
  WEBSOCKET_HANDLER_DURATION(ROUTE, MESSAGE_TYPE),
  WEBSOCKET_ERRORS(ROUTE, ERROR_TYPE),
  UNCAUGHT_EXCEPTIONS(ERROR_TYPE),
  ADVICE_ERRORS(INSTRUMENTATION),
  CLASSES_TRANSFORMED(INSTRUMENTATION);

  private final Dimension[] dimensions;

  Measure(Dimension... dimensions) {
    this.dimensions = dimensions;
  }

  /** The value this measure has for a dimension that it does not record; {@code ""} for none. */
  String implied(Dimension dimension) {
    return "";
  }

  /** The value of a series in one dimension, or {@code ""}. */
  final String value(Dimension dimension, Series series) {
    for (int i = 0; i < dimensions.length; i++) {
      if (dimensions[i] == dimension) {
        return series.value(i);
      }
    }
    return implied(dimension);
  }

  /** What the value at a position becomes once the family is full. */
  final String beyondCap(int position, String value) {
    return position < dimensions.length ? dimensions[position].beyondCap(value) : "";
  }
}
