package io.sidelight.inst.javawebsocket.advice;

import io.sidelight.core.record.HostHeader;
import io.sidelight.core.record.HttpServerCall;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ByteChannel;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.handshake.ClientHandshake;
import org.jspecify.annotations.Nullable;

/** The request that a server's connection begins with, or does not. */
final class ServerCall extends HttpServerCall {
  private final WebSocketImpl socket;
  private final @Nullable ClientHandshake handshake;
  private final int status;

  /**
   * @param handshake null if it was none
   */
  ServerCall(WebSocketImpl socket, @Nullable ClientHandshake handshake, int status) {
    this.socket = socket;
    this.handshake = handshake;
    this.status = status;
  }

  @Override
  protected String method() {
    return "GET";
  }

  @Override
  protected String scheme() {
    ByteChannel channel = socket.getChannel();
    return channel != null && channel.getClass().getSimpleName().startsWith("SSL")
        ? "https"
        : "http";
  }

  @Override
  protected int status() {
    return status;
  }

  @Override
  protected int committedStatus() {
    return status;
  }

  @Override
  protected @Nullable String requestHeader(String name) {
    // One that is not there is an empty text to the library.
    return handshake != null && handshake.hasFieldValue(name)
        ? handshake.getFieldValue(name)
        : null;
  }

  private @Nullable String target() {
    return handshake == null ? null : handshake.getResourceDescriptor();
  }

  @Override
  protected @Nullable String path() {
    String target = target();
    int query = target == null ? -1 : target.indexOf('?');
    return target == null || query < 0 ? target : target.substring(0, query);
  }

  @Override
  protected @Nullable String query() {
    String target = target();
    int query = target == null ? -1 : target.indexOf('?');
    return target == null || query < 0 ? null : target.substring(query + 1);
  }

  @Override
  protected @Nullable String clientAddress() {
    InetSocketAddress remote = socket.getRemoteSocketAddress();
    InetAddress address = remote == null ? null : remote.getAddress();
    return address == null ? null : address.getHostAddress();
  }

  @Override
  protected @Nullable String serverAddress() {
    return HostHeader.host(requestHeader("Host"));
  }

  @Override
  protected int serverPort() {
    return HostHeader.port(requestHeader("Host"));
  }

  @Override
  protected String protocol() {
    return "HTTP/1.1";
  }
}
