package io.sidelight.core.record;

import io.sidelight.core.meter.DurationSeries;
import io.sidelight.core.meter.SizeSeries;
import io.sidelight.core.trace.LeftOut;
import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanContext;
import io.sidelight.core.trace.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * A message under way, which may come or go in parts. There are two of these for a connection, used
 * again for every message; one that goes while others go, or is read while others may come, has its
 * own. Used by one thread at a time, but for what {@link WebSocketStream} says.
 */
final class WebSocketMessage {
  final WebSocketConnection connection;
  WebSocketMessageType type = WebSocketMessageType.TEXT;
  boolean active;

  /** Whether the part under way is the last one. */
  boolean last;

  long bytes;

  /** When the first part was begun. */
  long beginNanos;

  /** When the handler was called for the part under way. */
  long partNanos;

  /** In the handler, for all parts together. */
  long handlerNanos;

  @Nullable SpanContext span;

  /** Whether the span, if there is one, is the root of its trace. */
  boolean isRoot;

  /** What the handling thread was in before. */
  @Nullable SpanContext outerSpan;

  @Nullable Throwable failure;

  /** If the application reads it while it comes in; such a message is not used again. */
  @Nullable WebSocketStream stream;

  WebSocketMessage(WebSocketConnection connection) {
    this.connection = connection;
  }

  /** Begins a message, whatever became of the one before. */
  void begin(WebSocketMessageType newType, @Nullable SpanContext newSpan, boolean root, long now) {
    isRoot = root;
    beginNanos = now;
    type = newType;
    span = newSpan;
    active = true;
    last = false;
    bytes = 0;
    handlerNanos = 0;
    failure = null;
  }

  /**
   * Decides about a trace that was left out since there were too many.
   *
   * @param isWorthIt whether it is to be recorded all the same
   */
  void recall(Tracer tracer, boolean isWorthIt) {
    if (span instanceof LeftOut && isRoot) {
      if (isWorthIt) {
        Span recalled = tracer.recall((LeftOut) span);
        recalled.link(connection.handshake);
        span = recalled;
      } else {
        connection.countLeftOut();
      }
    }
  }

  /** Records its size, and how long it took. */
  void measure(SizeSeries sizes, DurationSeries durations, long nanos) {
    SpanContext context = span;
    if (context instanceof Span) {
      sizes.record(bytes, context.traceIdHigh, context.traceIdLow, context.spanId);
      durations.record(nanos, context.traceIdHigh, context.traceIdLow, context.spanId);
    } else {
      sizes.record(bytes);
      durations.record(nanos);
    }
  }

  /** Ends it, and its span if there is one. */
  void end(String verb, @Nullable Throwable thrown, long now) {
    SpanContext context = span;
    active = false;
    span = null;
    failure = null;
    if (!(context instanceof Span)) {
      return;
    }
    Span ending = (Span) context;
    ending.name(verb + connection.place);
    ending.attribute("network.protocol.name", "websocket");
    if (connection.serverPort == 0) {
      ending.attribute("http.route", connection.place);
    } else {
      ending.attribute("server.address", connection.place);
      ending.attribute("server.port", connection.serverPort);
    }
    ending.attribute("websocket.message.type", type.label);
    ending.attribute("websocket.message.size", bytes);
    if (thrown != null) {
      ending.attribute("error.type", thrown.getClass().getName());
      ending.exception(thrown);
      ending.error(null);
    }
    ending.end(now);
  }
}
