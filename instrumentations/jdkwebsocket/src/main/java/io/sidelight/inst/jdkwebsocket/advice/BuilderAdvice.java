package io.sidelight.inst.jdkwebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketClientRecorder;
import io.sidelight.core.record.WebSocketConnection;
import java.net.URI;
import java.net.http.WebSocket;
import org.jspecify.annotations.Nullable;

/** Where the application asks for a connection; the handshake is sent by the same thread. */
public final class BuilderAdvice {
  private static final WebSocketClientRecorder CLIENT = Recorders.webSocket().client();

  private BuilderAdvice() {}

  public static @Nullable Object ask(@Nullable URI uri) {
    return uri == null
        ? null
        : CLIENT.ask(uri.getHost(), uri.getPort(), "wss".equalsIgnoreCase(uri.getScheme()));
  }

  public static @Nullable Object listener(@Nullable Object token, @Nullable Object listener) {
    return token == null || listener == null
        ? listener
        : new Listening((WebSocketConnection) token, (WebSocket.Listener) listener);
  }

  public static void asked(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      CLIENT.asked();
    }
  }
}
