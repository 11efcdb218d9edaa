package io.sidelight.inst.jettywebsocket.advice;

import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WeakTable;
import io.sidelight.core.record.WebSocketClientRecorder;
import io.sidelight.core.record.WebSocketConnection;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * On the HTTP request that a client asks for a connection with. By reflection: its type has another
 * package in each version.
 */
public final class ClientAdvice {
  private static final WebSocketClientRecorder WEB_SOCKET = Recorders.webSocket().client();
  private static final HttpClientRecorder CLIENT = Recorders.httpClient();
  private static final WeakTable<Object, ClientCall> ASKING = new WeakTable<>();
  private static final int SWITCHING_PROTOCOLS = 101;

  private ClientAdvice() {}

  /**
   * It is about to be sent.
   *
   * @param request what the client sends; null if that is the upgrade request itself
   */
  public static @Nullable Object ask(Object upgrade, @Nullable Object request) throws Exception {
    URI uri = (URI) get(upgrade, "getURI");
    if (uri == null || CLIENT.isInside()) {
      return null;
    }
    WebSocketConnection connection = WEB_SOCKET.ask(uri);
    if (connection == null) {
      return null;
    }
    ClientCall call = new ClientCall(uri, connection);
    boolean begun = CLIENT.begin(call);
    WEB_SOCKET.asked();
    if (!begun) {
      return null;
    }
    ASKING.put(upgrade, call);
    try {
      call.carryIn(request == null ? upgrade : request);
    } catch (Exception e) {
      // The thread must leave what it has begun.
      Recorders.errors().swallowed("jettywebsocket", e);
    }
    return call;
  }

  public static void asked(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      CLIENT.leave((ClientCall) token);
    }
  }

  /** It is granted, and the connection will be opened within. */
  public static @Nullable Object granted(Object upgrade) {
    ClientCall call = ASKING.remove(upgrade);
    if (call != null) {
      CLIENT.end(call, SWITCHING_PROTOCOLS, "1.1", null);
      WEB_SOCKET.answer(call.connection());
    }
    return call;
  }

  public static void opened(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      WEB_SOCKET.asked();
    }
  }

  /** It is answered otherwise, or not at all. */
  public static @Nullable Object completed(Object upgrade, Object result) throws Exception {
    ClientCall call = ASKING.remove(upgrade);
    if (call != null) {
      Object response = get(result, "getResponse");
      Object status = response == null ? null : get(response, "getStatus");
      int code = status == null ? 0 : (Integer) status;
      Throwable failure = (Throwable) get(result, "getFailure");
      CLIENT.end(call, code, "1.1", code == 0 ? failure : null);
    }
    return null;
  }

  private static @Nullable Object get(Object from, String name) throws Exception {
    return from.getClass().getMethod(name).invoke(from);
  }
}
