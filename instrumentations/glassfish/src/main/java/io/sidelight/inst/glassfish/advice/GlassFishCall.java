package io.sidelight.inst.glassfish.advice;

import io.sidelight.inst.servlet.advice.ServletCall;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.io.InputBuffer;
import org.jspecify.annotations.Nullable;

/** A request as GlassFish and Payara see it; ends when its objects are cleared. */
final class GlassFishCall extends ServletCall {
  private static final int SWITCHING_PROTOCOLS = 101;

  private final Request connectorRequest;
  private final Response connectorResponse;

  /** Where more of the request's body will come in, or null if there is no more. */
  private final @Nullable InputBuffer body;

  private volatile long received;

  GlassFishCall(Request request, Response response) {
    super(request.getRequest(), response.getResponse());
    this.connectorRequest = request;
    this.connectorResponse = response;
    InputBuffer buffer = request.getCoyoteRequest().getInputBuffer();
    this.body = request.getCoyoteRequest().getRequest().isExpectContent() ? buffer : null;
    // What has come together with the head.
    this.received = buffer.readyData();
  }

  /** Whether the connection is no longer one for HTTP, such as a WebSocket connection. */
  boolean isUpgraded() {
    return status() == SWITCHING_PROTOCOLS;
  }

  boolean isOf(Request other) {
    return connectorRequest == other;
  }

  @Override
  protected @Nullable Object knownBy() {
    return body;
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // By one thread at a time.
  protected void received(long bytes) {
    received += bytes;
  }

  @Override
  protected boolean endsWithContainer() {
    return true;
  }

  /**
   * Grizzly throws to whom waits for a slow client what another thread has met; nothing in that
   * exception says that it came of the response.
   */
  @Override
  protected boolean isDisconnected() {
    return !transport().isOpen();
  }

  /** The TCP connection that it came by. */
  Connection<?> transport() {
    return connectorRequest.getCoyoteRequest().getRequest().getConnection();
  }

  @Override
  protected long requestBytes() {
    return received;
  }

  @Override
  protected long responseBytes() {
    HttpResponsePacket packet = connectorResponse.getCoyoteResponse().getResponse();
    if (!packet.getContentEncodings().isEmpty()) {
      return EncodeAdvice.sent(packet);
    }
    // The container counts what it writes; up to 4 GB.
    return Integer.toUnsignedLong(connectorResponse.getContentCount());
  }
}
