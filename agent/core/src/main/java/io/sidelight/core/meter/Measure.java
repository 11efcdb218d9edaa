package io.sidelight.core.meter;

import static io.sidelight.core.meter.Dimension.CACHE;
import static io.sidelight.core.meter.Dimension.COLLECTION;
import static io.sidelight.core.meter.Dimension.DESTINATION;
import static io.sidelight.core.meter.Dimension.ERROR_TYPE;
import static io.sidelight.core.meter.Dimension.HOST;
import static io.sidelight.core.meter.Dimension.INSTRUMENTATION;
import static io.sidelight.core.meter.Dimension.KEY;
import static io.sidelight.core.meter.Dimension.METHOD;
import static io.sidelight.core.meter.Dimension.NAMESPACE;
import static io.sidelight.core.meter.Dimension.OPERATION;
import static io.sidelight.core.meter.Dimension.OUTCOME;
import static io.sidelight.core.meter.Dimension.PORT;
import static io.sidelight.core.meter.Dimension.QUERY;
import static io.sidelight.core.meter.Dimension.REASON;
import static io.sidelight.core.meter.Dimension.ROUTE;
import static io.sidelight.core.meter.Dimension.SCHEME;
import static io.sidelight.core.meter.Dimension.STATE_CLASS;
import static io.sidelight.core.meter.Dimension.STATUS_CODE;
import static io.sidelight.core.meter.Dimension.SYSTEM;

/** Everything that is measured, each with its dimensions in the order they are recorded in. */
final class Measure {
  static final Measure HTTP_SERVER_DURATION =
      new Measure(METHOD, ROUTE, STATUS_CODE, ERROR_TYPE, SCHEME);
  static final Measure HTTP_SERVER_ACTIVE = new Measure(METHOD, SCHEME);
  static final Measure HTTP_CLIENT_DURATION =
      new Measure(METHOD, HOST, PORT, STATUS_CODE, ERROR_TYPE);
  static final Measure HTTP_SERVER_REQUEST_SIZE = new Measure(METHOD, ROUTE, STATUS_CODE, SCHEME);
  static final Measure HTTP_SERVER_RESPONSE_SIZE = new Measure(METHOD, ROUTE, STATUS_CODE, SCHEME);
  static final Measure HTTP_SERVER_DISCONNECTS = new Measure(METHOD, ROUTE);
  static final Measure DB_DURATION =
      new Measure(SYSTEM, NAMESPACE, OPERATION, COLLECTION, ERROR_TYPE);
  static final Measure DB_FETCH = new Measure(OPERATION, COLLECTION);
  static final Measure DB_ROWS = new Measure(SYSTEM, NAMESPACE, OPERATION, COLLECTION);
  static final Measure DB_ERRORS = new Measure(OPERATION, COLLECTION, STATE_CLASS, REASON);
  static final Measure DB_SLOW = new Measure(OPERATION, COLLECTION);
  static final Measure DB_STATEMENTS_PER_REQUEST = new Measure(ROUTE);
  static final Measure DB_N_PLUS_ONE = new Measure(ROUTE, QUERY);
  static final Measure REDIS_DURATION = ofSystem("redis", OPERATION, ERROR_TYPE);
  static final Measure REDIS_BLOCKED = ofSystem("redis", OPERATION, ERROR_TYPE);
  static final Measure REDIS_CACHE = new Measure(OPERATION, OUTCOME);
  static final Measure REDIS_KEYS = new Measure(KEY, OUTCOME);
  static final Measure MESSAGING = new Measure(SYSTEM, DESTINATION, OPERATION, ERROR_TYPE);
  static final Measure CACHE_REQUESTS = new Measure(CACHE, OUTCOME);
  static final Measure ACTIVE_SESSIONS = new Measure();
  static final Measure SESSIONS_CREATED = new Measure();
  static final Measure AUTH_ATTEMPTS = new Measure(OUTCOME, METHOD);
  static final Measure UNCAUGHT_EXCEPTIONS = new Measure(ERROR_TYPE);
  static final Measure ADVICE_ERRORS = new Measure(INSTRUMENTATION);
  static final Measure CLASSES_TRANSFORMED = new Measure(INSTRUMENTATION);

  private final Dimension[] dimensions;

  /** The system that all series of this measure are about, or {@code ""} if it is recorded. */
  private final String system;

  Measure(Dimension... dimensions) {
    this("", dimensions);
  }

  private Measure(String system, Dimension[] dimensions) {
    this.system = system;
    this.dimensions = dimensions;
  }

  private static Measure ofSystem(String system, Dimension... dimensions) {
    return new Measure(system, dimensions);
  }

  /** The value of a series in one dimension, or {@code ""}. */
  String value(Dimension dimension, Series series) {
    for (int i = 0; i < dimensions.length; i++) {
      if (dimensions[i] == dimension) {
        return series.value(i);
      }
    }
    return dimension == SYSTEM ? system : "";
  }

  /** What the value at a position becomes once the family is full. */
  String beyondCap(int position, String value) {
    return position < dimensions.length ? dimensions[position].beyondCap(value) : "";
  }
}
