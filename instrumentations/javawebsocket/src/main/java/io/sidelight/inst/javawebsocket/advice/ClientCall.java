package io.sidelight.inst.javawebsocket.advice;

import io.sidelight.core.record.HandshakeCall;
import io.sidelight.core.record.WebSocketConnection;
import java.net.URI;
import org.java_websocket.handshake.ClientHandshakeBuilder;

/** The request that a client's connection begins with. */
final class ClientCall extends HandshakeCall {
  private final ClientHandshakeBuilder handshake;

  ClientCall(URI uri, WebSocketConnection connection, ClientHandshakeBuilder handshake) {
    super(uri, connection);
    this.handshake = handshake;
  }

  @Override
  public void header(String name, String value) {
    handshake.put(name, value);
  }
}
