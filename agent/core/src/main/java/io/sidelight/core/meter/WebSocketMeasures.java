package io.sidelight.core.meter;

import static io.sidelight.core.meter.Dimension.CODE;
import static io.sidelight.core.meter.Dimension.DIRECTION;
import static io.sidelight.core.meter.Dimension.ERROR_TYPE;
import static io.sidelight.core.meter.Dimension.HOST;
import static io.sidelight.core.meter.Dimension.MESSAGE_TYPE;
import static io.sidelight.core.meter.Dimension.OPERATION;
import static io.sidelight.core.meter.Dimension.ROUTE;
import static io.sidelight.core.meter.Dimension.STATUS_CODE;

/** What there is to know of WebSocket connections on one side, by what tells them apart there. */
final class WebSocketMeasures {
  /** Those to this server, by the route of their endpoint. */
  static final WebSocketMeasures SERVER = new WebSocketMeasures(ROUTE);

  /** Those that the application makes, by the host it connects to. */
  static final WebSocketMeasures CLIENT = new WebSocketMeasures(HOST);

  /** Frames of the protocol that some messages hold. */
  static final Measure STOMP = new Measure(ROUTE, DIRECTION, OPERATION);

  /** The route or the host. */
  final Dimension place;

  final Measure active;
  final Measure opened;
  final Measure closed;
  final Measure connectionDuration;
  final Measure messageSize;
  final Measure handlerDuration;
  final Measure sendDuration;
  final Measure pending;
  final Measure refused;
  final Measure leftOut;
  final Measure errors;

  private WebSocketMeasures(Dimension place) {
    this.place = place;
    active = new Measure(place);
    opened = new Measure(place);
    closed = new Measure(place, CODE);
    connectionDuration = new Measure(place);
    messageSize = new Measure(place, DIRECTION, MESSAGE_TYPE);
    handlerDuration = new Measure(place, MESSAGE_TYPE);
    sendDuration = new Measure(place, MESSAGE_TYPE);
    pending = new Measure(place);
    refused = new Measure(place, STATUS_CODE);
    leftOut = new Measure(place);
    errors = new Measure(place, ERROR_TYPE);
  }
}
