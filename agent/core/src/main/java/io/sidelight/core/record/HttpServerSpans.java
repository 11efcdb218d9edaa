package io.sidelight.core.record;

import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanTemplate;
import io.sidelight.core.trace.Tracer;
import org.jspecify.annotations.Nullable;

/** What a server's span says; see the OpenTelemetry semantic conventions for HTTP spans. */
final class HttpServerSpans {
  private HttpServerSpans() {}

  /** All that does not depend on the single request, and how the server was reached. */
  static SpanTemplate template(
      Tracer tracer,
      String method,
      String route,
      String scheme,
      int status,
      String errorType,
      @Nullable String address,
      int port,
      @Nullable String protocol) {
    String shown = method.equals(KnownMethods.OTHER) ? "HTTP" : method;
    return tracer.template(
        route.isEmpty() ? shown : shown + ' ' + route,
        "http.request.method",
        method,
        "http.route",
        present(route),
        "url.scheme",
        scheme,
        "http.response.status_code",
        positive(status),
        "error.type",
        present(errorType),
        "server.address",
        address,
        "server.port",
        positive(port),
        "network.protocol.version",
        version(protocol));
  }

  private static @Nullable Integer positive(int number) {
    return number > 0 ? number : null;
  }

  private static @Nullable String present(String text) {
    return text.isEmpty() ? null : text;
  }

  static void describe(Span span, HttpServerCall call, HttpServed served) {
    String address = call.serverAddress();
    int port = call.serverPort();
    String protocol = call.protocol();
    SpanTemplate reached = served.spanReached(address, port, protocol);
    if (reached != null) {
      span.describe(reached);
    } else {
      span.describe(served.span());
      span.attribute("server.address", address);
      if (port > 0) {
        span.attribute("server.port", port);
      }
      span.attribute("network.protocol.version", version(protocol));
    }
    if (call.method.equals(KnownMethods.OTHER)) {
      span.attribute("http.request.method_original", call.method());
    }
    span.attribute("url.path", call.path());
    span.attribute("url.query", QueryRedaction.redact(call.query()));
    span.attribute("client.address", call.clientAddress());
    span.attribute("user_agent.original", call.requestHeader("User-Agent"));
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
  private static @Nullable String version(@Nullable String protocol) {
    if (protocol == null || !protocol.startsWith("HTTP/")) {
      return null;
    }
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
