package io.sidelight.inst.okhttpwebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketClientRecorder;
import io.sidelight.core.record.WebSocketConnection;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/** Where the application asks for a connection; the handshake is queued by the same thread. */
public final class ClientAdvice {
  private static final WebSocketClientRecorder CLIENT = Recorders.webSocket().client();

  private ClientAdvice() {}

  public static @Nullable Object ask(@Nullable Object request) {
    if (request == null) {
      return null;
    }
    HttpUrl url = ((Request) request).url();
    return CLIENT.ask(url.host(), url.port(), url.isHttps());
  }

  public static @Nullable Object listener(@Nullable Object token, @Nullable Object listener) {
    return token == null || listener == null
        ? listener
        : new Listening((WebSocketConnection) token, (WebSocketListener) listener);
  }

  public static void asked(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      CLIENT.asked();
      if (returned != null) {
        SendAdvice.know(returned, (WebSocketConnection) token);
      }
    }
  }
}
