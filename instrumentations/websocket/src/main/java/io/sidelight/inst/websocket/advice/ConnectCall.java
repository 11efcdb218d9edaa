package io.sidelight.inst.websocket.advice;

import io.sidelight.core.record.HandshakeCall;
import io.sidelight.core.record.WebSocketConnection;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request that a connection of Tomcat's client begins with. */
final class ConnectCall extends HandshakeCall {
  /** Whether the session is made. */
  boolean isOpen;

  /** What the answer says; 0 as long as none has come. */
  int answer;

  private @Nullable Map<String, List<String>> headers;

  ConnectCall(URI uri, WebSocketConnection connection) {
    super(uri, connection);
  }

  void carryIn(Map<String, List<String>> into) {
    headers = into;
  }

  @Override
  public void header(String name, String value) {
    if (headers != null) {
      headers.put(name, Collections.singletonList(value));
    }
  }
}
