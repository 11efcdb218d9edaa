package io.sidelight.core.meter;

/**
 * What is measured of WebSocket connections on one side. The order in which a family takes its
 * label values stands beside it; the place is the route on a server, and the host on a client.
 */
public final class WebSocketMeters {
  /** Place. */
  public final Levels active;

  /** Place. */
  public final Counts opened;

  /** Place, close code. */
  public final Counts closed;

  /** Place. */
  public final Durations connectionDuration;

  /** Place, direction (inbound or outbound), type (text, binary, ping or pong). */
  public final Sizes messageSize;

  /** Place, type. */
  public final Durations handlerDuration;

  /** Place, type (text or binary). */
  public final Durations sendDuration;

  /** Place. */
  public final Levels pending;

  /** Place, status code of the answer. */
  public final Counts refused;

  /** Place. */
  public final Counts leftOut;

  /** Place, error type. */
  public final Counts errors;

  WebSocketMeters(Meters meters, WebSocketMeasures measures) {
    active = meters.levels(measures.active);
    opened = meters.counts(measures.opened);
    closed = meters.counts(measures.closed);
    connectionDuration = meters.durations(measures.connectionDuration, Buckets.CONNECTION);
    messageSize = meters.sizes(measures.messageSize, Buckets.SIZE);
    handlerDuration = meters.durations(measures.handlerDuration, Buckets.HTTP);
    sendDuration = meters.durations(measures.sendDuration, Buckets.HTTP);
    pending = meters.levels(measures.pending);
    refused = meters.counts(measures.refused);
    leftOut = meters.counts(measures.leftOut);
    errors = meters.counts(measures.errors);
  }
}
