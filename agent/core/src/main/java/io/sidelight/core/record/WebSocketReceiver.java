package io.sidelight.core.record;

import io.sidelight.core.trace.SpanKind;
import io.sidelight.core.trace.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * All rules about messages from clients. Each that the application handles is a trace of its own,
 * linked to the handshake; one that comes in parts is one message. Thread-safe.
 *
 * <p>A container that reads on only when the application has come back tells by {@link
 * #begin(WebSocketConnection, WebSocketMessageType, long, boolean)} and {@link
 * #end(WebSocketConnection, Throwable)}; one that may have read more by then takes what arrives as
 * {@link WebSocketPart}s.
 */
public final class WebSocketReceiver {
  private final Tracer tracer;
  private final long slowNanos;
  private final WeakTable<Object, WebSocketStream> streams = new WeakTable<>();

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
    if (!message.active && message.stream == null) {
      begin(message, type, now);
    }
    enter(message, bytes, last, now);
  }

  /** The application has come back from what was {@link #begin begun}. */
  public void end(WebSocketConnection connection, @Nullable Throwable thrown) {
    exit(connection.inbound, ThreadState.get(), thrown);
  }

  /**
   * Some of the message that comes in has been read.
   *
   * @param bytes of its payload
   */
  public void arrived(WebSocketConnection connection, long bytes) {
    connection.arrivedBytes += bytes;
  }

  /** As {@link #arrived} of a control frame, which may come between the frames of a message. */
  public void arrivedControl(WebSocketConnection connection, long bytes) {
    connection.arrivedControlBytes += bytes;
  }

  /**
   * What has {@link #arrived} is all of a message, or a part of one, and the application will be
   * given it in its turn.
   *
   * @param last whether this is all, or the last part
   */
  public WebSocketPart take(
      WebSocketConnection connection, WebSocketMessageType type, boolean last) {
    long bytes = connection.arrivedBytes;
    connection.arrivedBytes = 0;
    WebSocketMessage message = connection.arriving;
    if (message == null) {
      message = new WebSocketMessage(connection);
      begin(message, type, System.nanoTime());
    }
    connection.arriving = last ? null : message;
    return new WebSocketPart(connection, message, last, type, bytes);
  }

  /** What has {@link #arrivedControl} is all of a control frame, which is counted only. */
  public void takeControl(WebSocketConnection connection, WebSocketMessageType type) {
    control(connection, type, connection.arrivedControlBytes);
    connection.arrivedControlBytes = 0;
  }

  /** The current thread goes where {@link #offered} is asked. */
  public void offer(WebSocketPart part) {
    ThreadState.get().webSocketPart = part;
  }

  /**
   * What the current thread was {@link #offer offered}, once. Whoever asks sees to it that it is
   * begun, by whatever thread.
   */
  public @Nullable WebSocketPart offered() {
    ThreadState thread = ThreadState.get();
    WebSocketPart part = thread.webSocketPart;
    thread.webSocketPart = null;
    return part;
  }

  /** The application is about to be given what was {@link #take taken}. */
  public void begin(WebSocketPart part) {
    if (part.message != null) {
      enter(part.message, part.bytes, part.last, System.nanoTime());
    }
  }

  /** The application has come back from what was {@link #begin(WebSocketPart) begun}. */
  public void end(WebSocketPart part, @Nullable Throwable thrown) {
    if (part.message != null) {
      exit(part.message, ThreadState.get(), thrown);
    }
  }

  /**
   * The message that the current thread gives to the application will be read by another thread,
   * while more of it comes in.
   *
   * @return what that thread begins and ends; null if this is known already, or there is none
   */
  public @Nullable WebSocketStream stream() {
    WebSocketMessage message = ThreadState.get().webSocketMessage;
    if (message == null || message.stream != null) {
      return null;
    }
    WebSocketStream stream = new WebSocketStream(message);
    message.stream = stream;
    return stream;
  }

  /**
   * As {@link #stream()}, for a thread that knows only this object; it asks {@link #beginStream}.
   */
  public void streamTo(Object reader) {
    WebSocketStream stream = stream();
    if (stream != null) {
      streams.put(reader, stream);
    }
  }

  /**
   * As {@link #begin(WebSocketStream)} of what was {@link #streamTo streamed} to this object.
   *
   * @return what is to be ended; null for nothing
   */
  public @Nullable WebSocketStream beginStream(Object reader) {
    WebSocketStream stream = streams.remove(reader);
    if (stream != null) {
      begin(stream);
    }
    return stream;
  }

  /** The current thread is about to call the application, which will read the stream. */
  public void begin(WebSocketStream stream) {
    ThreadState thread = ThreadState.get();
    stream.outerSpan = thread.span;
    stream.beginNanos = System.nanoTime();
    thread.span = stream.message.span;
    thread.webSocketMessage = stream.message;
  }

  /** The application has come back from what was {@link #begin(WebSocketStream) begun}. */
  public void end(WebSocketStream stream, @Nullable Throwable thrown) {
    long now = System.nanoTime();
    ThreadState thread = ThreadState.get();
    WebSocketMessage message = stream.message;
    thread.span = stream.outerSpan;
    thread.webSocketMessage = null;
    stream.outerSpan = null;
    message.handlerNanos = now - stream.beginNanos;
    if (stream.end(thrown != null || message.failure != null)) {
      end(message, thrown, now);
    }
  }

  private void begin(WebSocketMessage message, WebSocketMessageType type, long now) {
    message.begin(type, message.connection.startTrace(tracer, SpanKind.CONSUMER, now), true, now);
  }

  private static void enter(WebSocketMessage message, long bytes, boolean last, long now) {
    message.bytes += bytes;
    message.last = last;
    message.partNanos = now;
    ThreadState thread = ThreadState.get();
    message.outerSpan = thread.span;
    thread.span = message.span;
    thread.webSocketMessage = message;
  }

  private void exit(WebSocketMessage message, ThreadState thread, @Nullable Throwable thrown) {
    long now = System.nanoTime();
    WebSocketConnection connection = message.connection;
    thread.span = message.outerSpan;
    thread.webSocketMessage = null;
    message.outerSpan = null;
    WebSocketStream stream = message.stream;
    if (stream == null) {
      message.handlerNanos += now - message.partNanos;
    }
    if (thrown == null && !message.last) {
      return;
    }
    if (stream != null) {
      // The next message may come before the application has read this one.
      connection.inbound = new WebSocketMessage(connection);
    }
    if (stream == null || stream.end(thrown != null)) {
      end(message, thrown, now);
    }
  }

  private void end(WebSocketMessage message, @Nullable Throwable thrown, long now) {
    WebSocketConnection connection = message.connection;
    // What the container throws then is only its way to say so.
    Throwable failure = message.failure == null ? thrown : message.failure;
    boolean isWorthIt = failure != null || message.handlerNanos >= slowNanos;
    message.recall(tracer, isWorthIt);
    message.measure(
        connection.inboundSize(message.type),
        connection.handling(message.type),
        message.handlerNanos);
    if (failure != null) {
      connection.countError(failure);
    }
    message.end("receive ", failure, now);
  }

  /** A control frame has come, which is counted only. */
  public void control(WebSocketConnection connection, WebSocketMessageType type, long bytes) {
    connection.inboundSize(type).record(bytes);
  }
}
