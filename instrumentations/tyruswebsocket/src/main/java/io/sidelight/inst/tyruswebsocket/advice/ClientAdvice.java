package io.sidelight.inst.tyruswebsocket.advice;

import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WeakTable;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketRecorder;
import java.net.URI;
import org.glassfish.tyrus.spi.UpgradeRequest;
import org.glassfish.tyrus.spi.UpgradeResponse;
import org.jspecify.annotations.Nullable;

/** On the HTTP requests that a client asks for a connection with: more than one if redirected. */
public final class ClientAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();
  private static final HttpClientRecorder CLIENT = Recorders.httpClient();
  private static final WeakTable<Object, ClientCall> ASKING = new WeakTable<>();

  private ClientAdvice() {}

  public static @Nullable Object ask(Object engine, URI uri) {
    if (CLIENT.isInside()) {
      return null;
    }
    WebSocketConnection connection = WEB_SOCKET.client().ask(uri);
    if (connection == null) {
      return null;
    }
    ClientCall call = new ClientCall(uri, connection);
    if (!CLIENT.beginBare(call)) {
      WEB_SOCKET.client().asked();
      return null;
    }
    ASKING.put(engine, call);
    return call;
  }

  public static void asked(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token == null) {
      return;
    }
    ClientCall call = (ClientCall) token;
    CLIENT.leave(call);
    WEB_SOCKET.client().asked();
    if (returned == null) {
      CLIENT.end(call, thrown);
    } else {
      call.carryIn(((UpgradeRequest) returned).getHeaders());
      CLIENT.inject(call, call);
    }
  }

  public static @Nullable Object answered(Object engine, @Nullable UpgradeResponse response) {
    ClientCall call = ASKING.remove(engine);
    if (call == null || response == null) {
      return null;
    }
    CLIENT.end(call, response.getStatus(), "1.1", null);
    WEB_SOCKET.client().answer(call.connection());
    return call;
  }

  public static void done(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      WEB_SOCKET.client().asked();
    }
  }

  public static @Nullable Object failed(Object engine, @Nullable Object thrown) {
    ClientCall call = ASKING.remove(engine);
    if (call != null) {
      CLIENT.end(call, (Throwable) thrown);
    }
    return null;
  }
}
