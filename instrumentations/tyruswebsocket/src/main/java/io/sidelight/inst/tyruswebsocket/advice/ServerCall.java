package io.sidelight.inst.tyruswebsocket.advice;

import io.sidelight.core.record.AcceptedHandshake;
import java.net.URI;
import org.glassfish.tyrus.spi.UpgradeRequest;
import org.glassfish.tyrus.spi.UpgradeResponse;
import org.jspecify.annotations.Nullable;

/** The request that a connection to Tyrus's own server begins with, or does not. */
final class ServerCall extends AcceptedHandshake {
  private final UpgradeRequest request;
  private final UpgradeResponse response;

  ServerCall(UpgradeRequest request, UpgradeResponse response) {
    this.request = request;
    this.response = response;
  }

  @Override
  protected boolean isSecure() {
    return request.isSecure();
  }

  @Override
  protected @Nullable String target() {
    URI uri = request.getRequestURI();
    if (uri == null) {
      return null;
    }
    String query = request.getQueryString();
    return query == null || query.isEmpty() ? uri.getRawPath() : uri.getRawPath() + '?' + query;
  }

  @Override
  protected int status() {
    return response.getStatus();
  }

  @Override
  protected @Nullable String requestHeader(String name) {
    return request.getHeader(name);
  }
}
