package io.sidelight.inst.javawebsocket.advice;

import io.sidelight.core.record.HttpClientCall;
import java.net.URI;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ClientHandshakeBuilder;
import org.jspecify.annotations.Nullable;

/** The request that a client's connection begins with. */
final class ClientCall extends HttpClientCall {
  private final URI uri;
  private final ClientHandshakeBuilder handshake;

  ClientCall(WebSocketClient client, ClientHandshakeBuilder handshake) {
    this.uri = client.getURI();
    this.handshake = handshake;
  }

  boolean isSecure() {
    return "wss".equalsIgnoreCase(uri.getScheme());
  }

  @Override
  public void header(String name, String value) {
    handshake.put(name, value);
  }

  @Override
  protected String method() {
    return "GET";
  }

  @Override
  protected @Nullable String host() {
    return uri.getHost();
  }

  @Override
  protected int port() {
    return uri.getPort();
  }

  @Override
  protected String scheme() {
    return isSecure() ? "https" : "http";
  }

  @Override
  protected String url() {
    return uri.toString();
  }
}
