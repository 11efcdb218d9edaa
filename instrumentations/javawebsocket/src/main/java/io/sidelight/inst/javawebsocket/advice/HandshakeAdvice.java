package io.sidelight.inst.javawebsocket.advice;

import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WeakTable;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketRecorder;
import java.net.ProtocolException;
import java.net.URI;
import java.nio.channels.SelectionKey;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ClientHandshakeBuilder;
import org.java_websocket.handshake.Handshakedata;
import org.java_websocket.handshake.ServerHandshake;
import org.jspecify.annotations.Nullable;

/** On handshakes, which the library reads and writes itself, and on what becomes of them. */
public final class HandshakeAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();
  private static final HttpServerRecorder SERVER = Recorders.httpServer();
  private static final HttpClientRecorder CLIENT = Recorders.httpClient();

  /** A server has one handler for whatever path is asked for. */
  private static final String ROUTE = "/*";

  /** RFC 6455, 7.4.2. */
  private static final int SMALLEST_CODE = 1000;

  private static final WeakTable<Object, ClientCall> ASKING = new WeakTable<>();

  private HandshakeAdvice() {}

  /** A client asks for a connection. */
  public static @Nullable Object ask(Object socket, ClientHandshakeBuilder handshake) {
    Object client = ((WebSocketImpl) socket).getWebSocketListener();
    if (CLIENT.isInside() || !(client instanceof WebSocketClient)) {
      return null;
    }
    URI uri = ((WebSocketClient) client).getURI();
    WebSocketConnection connection = WEB_SOCKET.client().ask(uri);
    if (connection == null) {
      return null;
    }
    ClientCall call = new ClientCall(uri, connection, handshake);
    if (!CLIENT.begin(call)) {
      WEB_SOCKET.client().asked();
      return null;
    }
    ASKING.put(socket, call);
    return call;
  }

  public static void asked(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      CLIENT.leave((ClientCall) token);
      WEB_SOCKET.client().asked();
    }
  }

  /** The handshake is done, on either side; the application is told next. */
  public static @Nullable Object answered(Object socket, Handshakedata handshake) {
    if (handshake instanceof ClientHandshake) {
      serve(new ServerCall((WebSocketImpl) socket, (ClientHandshake) handshake, 101), socket);
      return null;
    }
    ClientCall call = ASKING.get(socket);
    if (call != null && handshake instanceof ServerHandshake) {
      int status = ((ServerHandshake) handshake).getHttpStatus() & 0xFFFF;
      CLIENT.end(call, status, "1.1", null);
    }
    return null;
  }

  /** A server refuses a request, of which it tells no more than that. */
  public static @Nullable Object refused(Object socket) {
    serve(new ServerCall((WebSocketImpl) socket, null, 404), null);
    return null;
  }

  /**
   * A request that has been answered already.
   *
   * @param granted the connection; null if it was refused
   */
  private static void serve(ServerCall call, @Nullable Object granted) {
    SERVER.begin(call);
    WEB_SOCKET.beginHandshake(ROUTE);
    if (granted != null) {
      WEB_SOCKET.grant(granted);
    }
    WEB_SOCKET.endHandshake();
    SERVER.leave(call);
    SERVER.end(call);
  }

  /** A client's connection whose handshake is done; null if there is no such. */
  static @Nullable WebSocketConnection granted(Object socket) {
    ClientCall call = ASKING.remove(socket);
    return call == null ? null : call.connection();
  }

  public static @Nullable Object closed(Object socket, int code) {
    ClientCall call = ASKING.remove(socket);
    if (call != null) {
      CLIENT.end(call, new ProtocolException("the handshake has failed"));
    }
    if (code < SMALLEST_CODE) {
      // The library's own, for one that it took to be no connection yet.
      WEB_SOCKET.closed(socket);
    } else {
      WEB_SOCKET.closed(socket, code);
    }
    return socket;
  }

  public static void told(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    WEB_SOCKET.gone(token);
  }

  /** Early versions do not find the connection that a reset is about, and tell nobody. */
  public static @Nullable Object broken(@Nullable SelectionKey key, @Nullable Object socket) {
    // What it is told of is gone when the channel is closed: until then it may be opened yet.
    return socket == null && key != null ? key.attachment() : null;
  }
}
