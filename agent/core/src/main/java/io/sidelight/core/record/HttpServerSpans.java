package io.sidelight.core.record;

import io.sidelight.core.trace.Span;

/** What a server's span says; see the OpenTelemetry semantic conventions for HTTP spans. */
final class HttpServerSpans {
  private HttpServerSpans() {}

  static void describe(Span span, HttpServerCall call, String route, int status, String errorType) {
    String method = call.method;
    boolean known = !method.equals(KnownMethods.OTHER);
    String shown = known ? method : "HTTP";
    span.name(route.isEmpty() ? shown : shown + ' ' + route);
    span.attribute("http.request.method", method);
    if (!known) {
      span.attribute("http.request.method_original", call.method());
    }
    if (!route.isEmpty()) {
      span.attribute("http.route", route);
    }
    span.attribute("url.path", call.path());
    span.attribute("url.query", QueryRedaction.redact(call.query()));
    span.attribute("url.scheme", call.scheme);
    if (status > 0) {
      span.attribute("http.response.status_code", status);
    }
    span.attribute("server.address", call.serverAddress());
    int port = call.serverPort();
    if (port > 0) {
      span.attribute("server.port", port);
    }
    span.attribute("client.address", call.clientAddress());
    span.attribute("user_agent.original", call.requestHeader("User-Agent"));
    String protocol = call.protocol();
    if (protocol != null && protocol.startsWith("HTTP/")) {
      span.attribute("network.protocol.version", version(protocol));
    }
    if (!errorType.isEmpty()) {
      span.attribute("error.type", errorType);
      span.error(null);
    }
  }

  /** What went over the wire, and whether the client left before it had all. */
  static void exchanged(Span span, long received, long sent, boolean gone) {
    if (received >= 0) {
      span.attribute("http.request.body.size", received);
    }
    if (sent >= 0) {
      span.attribute("http.response.body.size", sent);
    }
    if (gone) {
      span.attribute("http.client_disconnected", true);
    }
  }

  /** The conventions write {@code 2}, servlets {@code HTTP/2.0}. */
  private static String version(String protocol) {
    switch (protocol) {
      case "HTTP/1.1":
        return "1.1";
      case "HTTP/2.0":
        return "2";
      default:
        return protocol.substring(5);
    }
  }
}
