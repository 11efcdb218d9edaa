package io.sidelight.inst.undertowwebsocket.advice;

import io.sidelight.core.record.HttpClientCall;
import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WeakTable;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketRecorder;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xnio.IoFuture;

/** On connections that the application makes, with the standard API or with Undertow's own. */
public final class ClientAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();
  private static final HttpClientRecorder CLIENT = Recorders.httpClient();

  /** By the handshake, which is made with the request and makes the channel. */
  private static final WeakTable<Object, ClientCall> ASKING = new WeakTable<>();

  private static final int SWITCHING_PROTOCOLS = 101;

  private ClientAdvice() {}

  public static @Nullable Object ask(@Nullable URI uri) {
    if (uri == null || CLIENT.isInside()) {
      return null;
    }
    WebSocketConnection connection = WEB_SOCKET.client().ask(uri);
    if (connection == null) {
      return null;
    }
    ClientCall call = new ClientCall(uri, connection);
    boolean begun = CLIENT.beginBare(call);
    WEB_SOCKET.client().asked();
    return begun ? call : null;
  }

  public static @Nullable Object making(Object handshake) {
    return handshake;
  }

  @SuppressWarnings("unchecked") // the method's type
  public static void headers(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    HttpClientCall current = CLIENT.current();
    if (current instanceof ClientCall && token != null && returned != null) {
      ClientCall call = (ClientCall) current;
      call.carryIn((Map<String, String>) returned);
      CLIENT.inject(call, call);
      ASKING.put(token, call);
    }
  }

  public static void asked(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token == null) {
      return;
    }
    ClientCall call = (ClientCall) token;
    CLIENT.leave(call);
    if (returned == null) {
      CLIENT.end(call, thrown);
    } else {
      ((IoFuture<?>) returned).addNotifier(new Ending(), call);
    }
  }

  /** The connection is open. The application is told later, by a thread of its own choice. */
  public static void granted(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    ClientCall call = token == null ? null : ASKING.remove(token);
    if (call != null && returned != null) {
      CLIENT.end(call, SWITCHING_PROTOCOLS, "1.1", null);
      WEB_SOCKET.client().open(call.connection(), returned);
      WEB_SOCKET.opened(call.connection(), null);
    }
  }

  /** A call that was granted has ended before. */
  private static final class Ending extends IoFuture.HandlingNotifier<Object, ClientCall> {
    @Override
    public void handleFailed(IOException failure, ClientCall call) {
      CLIENT.end(call, failure);
    }

    @Override
    public void handleCancelled(ClientCall call) {
      CLIENT.cancel(call);
    }
  }
}
