package io.sidelight.inst.tyruswebsocket.advice;

import io.sidelight.core.record.HostHeader;
import io.sidelight.core.record.HttpServerCall;
import org.glassfish.tyrus.spi.UpgradeRequest;
import org.glassfish.tyrus.spi.UpgradeResponse;
import org.jspecify.annotations.Nullable;

/** The request that a connection to Tyrus's own server begins with, or does not. */
final class ServerCall extends HttpServerCall {
  private final UpgradeRequest request;
  private final UpgradeResponse response;

  ServerCall(UpgradeRequest request, UpgradeResponse response) {
    this.request = request;
    this.response = response;
  }

  @Override
  protected String method() {
    return "GET";
  }

  @Override
  protected String scheme() {
    return request.isSecure() ? "https" : "http";
  }

  @Override
  protected int status() {
    return response.getStatus();
  }

  @Override
  protected int committedStatus() {
    return response.getStatus();
  }

  @Override
  protected @Nullable String requestHeader(String name) {
    return request.getHeader(name);
  }

  @Override
  protected @Nullable String path() {
    return request.getRequestURI() == null ? null : request.getRequestURI().getRawPath();
  }

  @Override
  protected @Nullable String query() {
    String query = request.getQueryString();
    return query == null || query.isEmpty() ? null : query;
  }

  @Override
  protected @Nullable String clientAddress() {
    return null;
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
