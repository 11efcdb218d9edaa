package io.sidelight.core.record;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP request that a WebSocket connection to this server begins with, where the library reads
 * that itself and there is nothing of a servlet's about it.
 */
public abstract class AcceptedHandshake extends HttpServerCall {
  /** Whether it came over TLS. */
  protected abstract boolean isSecure();

  /** Path and query as sent (RFC 9112, 3.2.1); null if there was no request to be read. */
  protected abstract @Nullable String target();

  /** Where it came from; null if unknown. */
  protected @Nullable SocketAddress remote() {
    return null;
  }

  /** The only one that may become a connection (RFC 6455, 4.1). */
  @Override
  protected String method() {
    return "GET";
  }

  @Override
  protected final String scheme() {
    return isSecure() ? "https" : "http";
  }

  @Override
  protected final int committedStatus() {
    return status();
  }

  @Override
  protected final @Nullable String path() {
    String target = target();
    int query = target == null ? -1 : target.indexOf('?');
    return target == null || query < 0 ? target : target.substring(0, query);
  }

  @Override
  protected final @Nullable String query() {
    String target = target();
    int query = target == null ? -1 : target.indexOf('?');
    return target == null || query < 0 ? null : target.substring(query + 1);
  }

  @Override
  protected final @Nullable String clientAddress() {
    SocketAddress remote = remote();
    InetAddress address =
        remote instanceof InetSocketAddress ? ((InetSocketAddress) remote).getAddress() : null;
    return address == null ? null : address.getHostAddress();
  }

  @Override
  protected final @Nullable String serverAddress() {
    return HostHeader.host(requestHeader("Host"));
  }

  @Override
  protected final int serverPort() {
    return HostHeader.port(requestHeader("Host"));
  }

  @Override
  protected final String protocol() {
    return "HTTP/1.1";
  }
}
