package io.sidelight.inst.websocket.advice;

import io.sidelight.core.record.HttpClientCall;
import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketRecorder;
import java.lang.reflect.Field;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** On connections that the application makes with Tomcat's client, which waits for the answer. */
public final class ConnectAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();
  private static final HttpClientRecorder CLIENT = Recorders.httpClient();
  private static final int SWITCHING_PROTOCOLS = 101;

  private ConnectAdvice() {}

  /**
   * Of what is called within itself, the outermost; and again when the answer was to go elsewhere
   * or to log in: that is another request.
   */
  public static @Nullable Object ask(@Nullable URI uri) {
    if (uri == null) {
      return null;
    }
    HttpClientCall outer = CLIENT.current();
    if (outer instanceof ConnectCall && ((ConnectCall) outer).answer != 0) {
      end((ConnectCall) outer, null);
    } else if (CLIENT.isInside()) {
      return null;
    }
    WebSocketConnection connection = WEB_SOCKET.client().ask(uri);
    if (connection == null) {
      return null;
    }
    ConnectCall call = new ConnectCall(uri, connection);
    boolean begun = CLIENT.beginBare(call);
    WEB_SOCKET.client().asked();
    return begun ? call : null;
  }

  @SuppressWarnings("unchecked") // the method's type
  public static void headers(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    HttpClientCall call = CLIENT.current();
    if (call instanceof ConnectCall && returned != null) {
      ((ConnectCall) call).carryIn((Map<String, List<String>>) returned);
      CLIENT.inject(call, call);
    }
  }

  /** An answer has come, in a class of the container's own. */
  public static void answered(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown)
      throws Exception {
    HttpClientCall call = CLIENT.current();
    if (call instanceof ConnectCall && returned != null) {
      Field status = returned.getClass().getDeclaredField("status");
      status.setAccessible(true);
      ((ConnectCall) call).answer = status.getInt(returned);
    }
  }

  /**
   * A session is being made by the current thread.
   *
   * @return whether it is that of a connection which the application makes
   */
  static boolean created(Object session) {
    HttpClientCall current = CLIENT.current();
    if (!(current instanceof ConnectCall)) {
      return false;
    }
    ConnectCall call = (ConnectCall) current;
    call.answer = SWITCHING_PROTOCOLS;
    end(call, null);
    call.isOpen = true;
    WEB_SOCKET.client().open(call.connection(), session);
    return true;
  }

  public static void connected(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token == null) {
      return;
    }
    ConnectCall call = (ConnectCall) token;
    if (call.isOpen) {
      WEB_SOCKET.opened(call.connection(), thrown);
    } else {
      end(call, thrown);
    }
  }

  /** A request is over; only the first time. */
  private static void end(ConnectCall call, @Nullable Throwable thrown) {
    CLIENT.leave(call);
    // An answer other than hoped for is not a failure of the request.
    CLIENT.end(call, call.answer, "1.1", call.answer == 0 ? thrown : null);
  }
}
