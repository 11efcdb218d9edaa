package io.sidelight.inst.tyruswebsocket.advice;

import io.sidelight.core.record.HandshakeCall;
import io.sidelight.core.record.WebSocketConnection;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request that a client's connection begins with. */
final class ClientCall extends HandshakeCall {
  private @Nullable Map<String, List<String>> headers;

  ClientCall(URI uri, WebSocketConnection connection) {
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
