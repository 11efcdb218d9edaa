package io.sidelight.inst.javawebsocket.advice;

import io.sidelight.core.record.AcceptedHandshake;
import java.net.SocketAddress;
import java.nio.channels.ByteChannel;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.handshake.ClientHandshake;
import org.jspecify.annotations.Nullable;

/** The request that a server's connection begins with, or does not. */
final class ServerCall extends AcceptedHandshake {
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
  protected boolean isSecure() {
    ByteChannel channel = socket.getChannel();
    return channel != null && channel.getClass().getSimpleName().startsWith("SSL");
  }

  @Override
  protected @Nullable String target() {
    return handshake == null ? null : handshake.getResourceDescriptor();
  }

  @Override
  protected @Nullable SocketAddress remote() {
    return socket.getRemoteSocketAddress();
  }

  @Override
  protected int status() {
    return status;
  }

  @Override
  protected @Nullable String requestHeader(String name) {
    // One that is not there is an empty text to the library.
    return handshake != null && handshake.hasFieldValue(name)
        ? handshake.getFieldValue(name)
        : null;
  }
}
