package io.sidelight.core.record;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP request that a WebSocket connection to another server begins with, where the library
 * sends that itself. An instrumentation says how a header is added to it.
 */
public abstract class HandshakeCall extends HttpClientCall {
  private final URI uri;
  private final WebSocketConnection connection;

  /**
   * A request that has not been sent yet.
   *
   * @param uri what the application connects to
   * @param connection what {@link WebSocketClientRecorder#ask} returned
   */
  protected HandshakeCall(URI uri, WebSocketConnection connection) {
    this.uri = uri;
    this.connection = connection;
  }

  /** What it asks for. */
  public final WebSocketConnection connection() {
    return connection;
  }

  static boolean isSecure(URI uri) {
    return "wss".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
  }

  @Override
  protected final String method() {
    return "GET";
  }

  @Override
  protected final @Nullable String host() {
    return uri.getHost();
  }

  @Override
  protected final int port() {
    return uri.getPort();
  }

  @Override
  protected final String scheme() {
    return isSecure(uri) ? "https" : "http";
  }

  @Override
  protected final String url() {
    return uri.toString();
  }
}
