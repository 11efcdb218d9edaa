package io.sidelight.inst.undertowwebsocket.advice;

import io.sidelight.core.record.HandshakeCall;
import io.sidelight.core.record.WebSocketConnection;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request that a client's connection begins with. */
final class ClientCall extends HandshakeCall {
  private @Nullable Map<String, String> headers;

  ClientCall(URI uri, WebSocketConnection connection) {
    super(uri, connection);
  }

  void carryIn(Map<String, String> into) {
    headers = into;
  }

  @Override
  public void header(String name, String value) {
    if (headers != null) {
      headers.put(name, value);
    }
  }
}
