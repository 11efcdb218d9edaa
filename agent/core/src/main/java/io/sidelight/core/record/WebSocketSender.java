package io.sidelight.core.record;

import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanContext;
import io.sidelight.core.trace.SpanKind;
import io.sidelight.core.trace.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * All rules about messages to clients. Each is a child of what the sending thread is in the middle
 * of, or else a trace of its own that is linked to the handshake. Counted once it has been written;
 * one that goes in parts is one message. Thread-safe.
 */
public final class WebSocketSender {
  private final Tracer tracer;

  WebSocketSender(Tracer tracer) {
    this.tracer = tracer;
  }

  /**
   * A message, or a part of one, is about to be written.
   *
   * @param bytes the size of its payload
   * @param last whether this is all, or the last part
   */
  public void begin(
      WebSocketConnection connection, WebSocketMessageType type, long bytes, boolean last) {
    WebSocketMessage message = connection.outbound;
    if (!message.active || message.last) {
      long now = System.nanoTime();
      SpanContext parent = ThreadState.get().span;
      SpanContext span = tracer.start(parent, SpanKind.PRODUCER, now);
      if (parent == null && span instanceof Span) {
        ((Span) span).link(connection.handshake);
      }
      message.begin(type, span);
    }
    message.bytes += bytes;
    message.last = last;
  }

  /**
   * It is written, or will not be.
   *
   * @param thrown why not
   */
  public void end(WebSocketConnection connection, @Nullable Throwable thrown) {
    WebSocketMessage message = connection.outbound;
    if (!message.active || (thrown == null && !message.last)) {
      return;
    }
    if (thrown == null) {
      SpanContext span = message.span;
      if (span instanceof Span) {
        connection
            .outboundSize(message.type)
            .record(message.bytes, span.traceIdHigh, span.traceIdLow, span.spanId);
      } else {
        connection.outboundSize(message.type).record(message.bytes);
      }
    }
    message.end("send ", connection, thrown, System.nanoTime());
  }

  /** A control frame has been written, which is counted only. */
  public void control(WebSocketConnection connection, WebSocketMessageType type, long bytes) {
    connection.outboundSize(type).record(bytes);
  }
}
