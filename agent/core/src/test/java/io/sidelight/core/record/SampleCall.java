package io.sidelight.core.record;

import java.util.Map;

/** A request with everything settable. */
final class SampleCall extends HttpServerCall {
  String sentMethod = "GET";
  String route = "/orders/*";
  String base = "";
  int status = 200;
  Throwable error;
  String authType;
  Object connection;
  long received;
  Map<String, String> headers = Map.of();

  @Override
  protected String method() {
    return sentMethod;
  }

  @Override
  protected String scheme() {
    return "http";
  }

  @Override
  protected String route() {
    return route;
  }

  @Override
  protected String routeBase() {
    return base;
  }

  @Override
  protected int status() {
    return status;
  }

  @Override
  protected int committedStatus() {
    return 0;
  }

  @Override
  protected Throwable error() {
    return error;
  }

  @Override
  protected String requestHeader(String name) {
    return headers.get(name);
  }

  @Override
  protected void identified(String type) {
    authType = type;
  }

  @Override
  protected Object knownBy() {
    return connection;
  }

  @Override
  protected void received(long bytes) {
    received += bytes;
  }

  @Override
  protected String authType() {
    return authType;
  }

  @Override
  protected String path() {
    return "/orders/7";
  }

  @Override
  protected String query() {
    return null;
  }

  @Override
  protected String clientAddress() {
    return "127.0.0.1";
  }

  @Override
  protected String serverAddress() {
    return "localhost";
  }

  @Override
  protected int serverPort() {
    return 8080;
  }

  @Override
  protected String protocol() {
    return "HTTP/1.1";
  }
}
