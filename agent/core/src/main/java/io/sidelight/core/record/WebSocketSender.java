package io.sidelight.core.record;

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
  private final long slowNanos;

  WebSocketSender(Tracer tracer, long slowNanos) {
    this.tracer = tracer;
    this.slowNanos = slowNanos;
  }

  /**
   * A message, or a part of one, is about to be written, and no other is until {@link #end}.
   *
   * @param bytes the size of its payload
   * @param last whether this is all, or the last part
   */
  public void begin(
      WebSocketConnection connection, WebSocketMessageType type, long bytes, boolean last) {
    WebSocketMessage message = connection.outbound;
    if (!message.active || message.last) {
      begin(message, type);
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
    if (message.active && (thrown != null || message.last)) {
      end(message, thrown);
    }
  }

  /**
   * A container takes a message, a part of one, or a control frame, to write it in its own time;
   * others may follow before it is written.
   *
   * @param bytes the size of its payload
   * @param last whether this is all, or the last part
   * @return what {@link #written} takes
   */
  public WebSocketPart take(
      WebSocketConnection connection, WebSocketMessageType type, long bytes, boolean last) {
    if (type == WebSocketMessageType.PING || type == WebSocketMessageType.PONG) {
      return new WebSocketPart(connection, null, true, type, bytes);
    }
    WebSocketMessage message = connection.taking;
    if (message == null) {
      message = new WebSocketMessage(connection);
      begin(message, type);
    }
    message.bytes += bytes;
    connection.taking = last ? null : message;
    return new WebSocketPart(connection, message, last, type, bytes);
  }

  /**
   * A container opens a stream for one message, or for a control frame; {@link #add} tells its
   * size. Others may be open at the same time.
   *
   * @return what {@link #written} takes, once for all of it
   */
  public WebSocketPart open(WebSocketConnection connection, WebSocketMessageType type) {
    if (type == WebSocketMessageType.PING || type == WebSocketMessageType.PONG) {
      return new WebSocketPart(connection, null, true, type, 0);
    }
    WebSocketMessage message = new WebSocketMessage(connection);
    begin(message, type);
    return new WebSocketPart(connection, message, true, type, 0);
  }

  /**
   * More of what was {@link #open opened} is about to be written.
   *
   * @param bytes of its payload
   */
  public void add(WebSocketPart part, long bytes) {
    if (part.message == null) {
      part.bytes += bytes;
    } else {
      part.message.bytes += bytes;
    }
  }

  /**
   * What was {@link #take taken} is written, or will not be.
   *
   * @param thrown why not
   */
  public void written(WebSocketPart part, @Nullable Throwable thrown) {
    WebSocketMessage message = part.message;
    if (message == null) {
      if (thrown == null) {
        control(part.connection, part.type, part.bytes);
      }
    } else if (message.active && (thrown != null || part.last)) {
      // Of a message that has failed before, other parts may have been taken already.
      if (part.connection.taking == message) {
        part.connection.taking = null;
      }
      end(message, thrown);
    }
  }

  private void begin(WebSocketMessage message, WebSocketMessageType type) {
    long now = System.nanoTime();
    SpanContext parent = ThreadState.get().span;
    SpanContext span =
        parent == null
            ? message.connection.startTrace(tracer, SpanKind.PRODUCER, now)
            : tracer.start(parent, SpanKind.PRODUCER, now);
    if (!message.active) {
      message.connection.pends();
    }
    message.begin(type, span, parent == null, now);
  }

  private void end(WebSocketMessage message, @Nullable Throwable thrown) {
    WebSocketConnection connection = message.connection;
    long now = System.nanoTime();
    long nanos = now - message.beginNanos;
    connection.pendsNoLonger();
    message.recall(tracer, thrown != null || nanos >= slowNanos);
    if (thrown == null) {
      message.measure(
          connection.outboundSize(message.type), connection.sending(message.type), nanos);
    }
    message.end("send ", thrown, now);
  }

  /** A control frame has been written, which is counted only. */
  public void control(WebSocketConnection connection, WebSocketMessageType type, long bytes) {
    connection.outboundSize(type).record(bytes);
  }
}
