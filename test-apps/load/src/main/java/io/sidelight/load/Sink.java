package io.sidelight.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Takes what agents send and counts the spans: OTLP over HTTP with protobuf ({@code /v1/traces}),
 * Elastic's intake ({@code /intake/v2/events}), Datadog's traces ({@code /v0.4/traces}). {@code
 * /count} tells how many have come. Prints where it listens.
 */
public final class Sink {
  private final AtomicLong spans = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  private Sink() {}

  public static void main(String[] args) throws IOException {
    Sink sink = new Sink();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", sink::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    System.out.println("listening on http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body = "{}";
    switch (path) {
      case "/count" -> body = "{\"spans\": " + spans.get() + ", \"bytes\": " + bytes.get() + "}";
      case "/v1/traces" -> spans.addAndGet(SpanCount.otlp(content(exchange)));
      case "/intake/v2/events" -> spans.addAndGet(SpanCount.elastic(content(exchange)));
      case "/v0.4/traces" -> spans.addAndGet(SpanCount.datadog(content(exchange)));
      // What the agents ask for before they send anything.
      case "/" -> body = "{\"version\": \"8.12.0\"}";
      case "/info" -> body = "{\"version\": \"7.60.0\", \"endpoints\": [\"/v0.4/traces\"]}";
      default -> content(exchange).readAllBytes();
    }
    boolean isOtlp = path.startsWith("/v1/");
    byte[] answer = isOtlp ? new byte[0] : body.getBytes(StandardCharsets.US_ASCII);
    exchange
        .getResponseHeaders()
        .set("Content-Type", isOtlp ? "application/x-protobuf" : "application/json");
    exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private InputStream content(HttpExchange exchange) throws IOException {
    InputStream raw = new Counting(exchange.getRequestBody(), bytes);
    String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
    if ("gzip".equals(encoding)) {
      return new GZIPInputStream(raw);
    }
    return new BufferedInputStream("deflate".equals(encoding) ? new InflaterInputStream(raw) : raw);
  }

  private static final class Counting extends FilterInputStream {
    private final AtomicLong total;

    Counting(InputStream in, AtomicLong total) {
      super(in);
      this.total = total;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      total.addAndGet(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = super.read(into, offset, length);
      total.addAndGet(Math.max(read, 0));
      return read;
    }
  }
}
