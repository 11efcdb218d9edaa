package io.sidelight.core.sidecar;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * {@code /metrics}, {@code /healthz}, a page that says where to look, and 404 for all else, each by
 * its exact path: the JDK's server would answer {@code /metricsanything} as well. Thread-safe.
 */
final class Pages implements HttpHandler {
  private static final String INDEX =
      "<!doctype html><meta charset=utf-8><title>Sidelight</title><h1>Sidelight</h1>"
          + "<p><a href=\"metrics\">metrics</a> for Prometheus, <a href=\"healthz\">healthz</a></p>\n";

  private final HttpHandler metrics;

  Pages(HttpHandler metrics) {
    this.metrics = metrics;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try {
      String method = exchange.getRequestMethod();
      if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        answer(exchange, 405, "text/plain", "only GET and HEAD\n");
        return;
      }
      switch (String.valueOf(exchange.getRequestURI().getPath())) {
        case "/metrics":
          metrics.handle(exchange);
          break;
        case "/":
          exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'self'");
          answer(exchange, 200, "text/html", INDEX);
          break;
        case "/healthz":
          answer(exchange, 200, "text/plain", "ok\n");
          break;
        default:
          answer(exchange, 404, "text/plain", "not found; see /metrics and /healthz\n");
      }
    } finally {
      exchange.close();
    }
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
