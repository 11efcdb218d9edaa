package io.sidelight.inst.jettywebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketCallbacks;
import io.sidelight.core.record.WebSocketReceiver;
import io.sidelight.core.record.WebSocketStream;
import org.jspecify.annotations.Nullable;

/** On messages that the application reads as streams, on a thread that Jetty gives it. */
public final class StreamAdvice {
  private static final WebSocketCallbacks CALLBACKS = new WebSocketCallbacks("jettywebsocket");
  private static final WebSocketReceiver RECEIVER = Recorders.webSocket().receiver();

  private StreamAdvice() {}

  /** A frame has come; with the first one of a message the thread will be asked for. */
  public static @Nullable Object accept(Object sink) {
    RECEIVER.streamTo(sink);
    return null;
  }

  /** This is the thread. */
  public static @Nullable Object read(Object sink) {
    return RECEIVER.beginStream(sink);
  }

  public static void end(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      RECEIVER.end((WebSocketStream) token, thrown);
    }
  }

  /** Either is done; Jetty 11 and 12.0 close the connection if one has failed, and tell nobody. */
  public static @Nullable Object done(@Nullable Object failure) {
    if (failure != null) {
      Recorders.webSocket().failed(SessionAdvice.cause((Throwable) failure));
    }
    return null;
  }

  /** In Jetty 9.4, a task for the thread. */
  public static @Nullable Object dispatch() {
    return RECEIVER.stream();
  }

  public static Object task(@Nullable Object token, Object task) {
    return token == null ? task : reading((WebSocketStream) token, (Runnable) task);
  }

  private static Runnable reading(WebSocketStream stream, Runnable task) {
    return () -> CALLBACKS.stream(stream, task);
  }
}
