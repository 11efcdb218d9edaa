package io.sidelight.core.record;

import io.sidelight.core.trace.SpanKind;
import io.sidelight.core.trace.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * All rules about messages from clients. Each that the application handles is a trace of its own,
 * linked to the handshake; one that comes in parts is one message. Thread-safe.
 */
public final class WebSocketReceiver {
  private final Tracer tracer;
  private final long slowNanos;

  WebSocketReceiver(Tracer tracer, long slowNanos) {
    this.tracer = tracer;
    this.slowNanos = slowNanos;
  }

  /**
   * The application is about to be given a message or a part of one.
   *
   * @param bytes the size of its payload
   * @param last whether this is all, or the last part
   */
  public void begin(
      WebSocketConnection connection, WebSocketMessageType type, long bytes, boolean last) {
    long now = System.nanoTime();
    WebSocketMessage message = connection.inbound;
    if (!message.active) {
      message.begin(type, connection.startTrace(tracer, SpanKind.CONSUMER, now), true, now);
    }
    message.bytes += bytes;
    message.last = last;
    message.partNanos = now;
    ThreadState thread = ThreadState.get();
    message.outerSpan = thread.span;
    thread.span = message.span;
    thread.webSocketMessage = connection;
  }

  /** The application has come back from what was {@link #begin begun}. */
  public void end(WebSocketConnection connection, @Nullable Throwable thrown) {
    long now = System.nanoTime();
    WebSocketMessage message = connection.inbound;
    ThreadState thread = ThreadState.get();
    thread.span = message.outerSpan;
    thread.webSocketMessage = null;
    message.outerSpan = null;
    message.handlerNanos += now - message.partNanos;
    if (thrown == null && !message.last) {
      return;
    }
    // What the container throws then is only its way to say so.
    Throwable failure = message.failure == null ? thrown : message.failure;
    boolean isWorthIt = failure != null || message.handlerNanos >= slowNanos;
    message.recall(tracer, connection, isWorthIt);
    message.measure(
        connection.inboundSize(message.type),
        connection.handling(message.type),
        message.handlerNanos);
    if (failure != null) {
      connection.countError(failure);
    }
    message.end("receive ", connection, failure, now);
  }

  /** A control frame has come, which is counted only. */
  public void control(WebSocketConnection connection, WebSocketMessageType type, long bytes) {
    connection.inboundSize(type).record(bytes);
  }
}
