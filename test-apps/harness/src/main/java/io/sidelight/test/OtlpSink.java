package io.sidelight.test;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/**
 * A collector: takes OTLP over HTTP with protobuf, plain or gzip, and keeps the spans. Logs and
 * metrics are accepted and forgotten. Thread-safe.
 */
public final class OtlpSink implements AutoCloseable {

  /** How requests are answered. */
  public sealed interface Mode {
    /** Taken, status 200. */
    record Ok() implements Mode {}

    /** Read, and not answered before the mode changes or the sink closes. */
    record Hang() implements Mode {}

    /** Refused with this status; nothing is kept. */
    record Status(int code) implements Mode {}
  }

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "otlp-sink");
            thread.setDaemon(true);
            return thread;
          });

  // Guarded by this.
  private final List<OtlpSpan> spans = new ArrayList<>();
  private Mode mode = new Mode.Ok();
  private int requests;
  private boolean closed;

  private OtlpSink(HttpServer server) {
    this.server = server;
  }

  /** Listens at a free port of the loopback interface. */
  public static OtlpSink start() {
    return start(0);
  }

  /** Listens at that port of the loopback interface: for a collector that comes back. */
  public static OtlpSink start(int port) {
    try {
      return start(HttpServer.create(loopback(port), 0));
    } catch (IOException e) {
      throw new UncheckedIOException("the sink cannot listen", e);
    }
  }

  /** Speaks TLS at a free port of the loopback interface, with a key of {@link SelfSigned}. */
  public static OtlpSink startTls(Path keyStore, String password) {
    try {
      HttpsServer server = HttpsServer.create(loopback(0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(SelfSigned.serving(keyStore, password)));
      return start(server);
    } catch (IOException e) {
      throw new UncheckedIOException("the sink cannot listen", e);
    }
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static OtlpSink start(HttpServer server) {
    OtlpSink sink = new OtlpSink(server);
    server.createContext("/", sink::handle);
    server.setExecutor(sink.threads);
    server.start();
    return sink;
  }

  /** The base address, to which exporters add {@code /v1/traces}. */
  public URI endpoint() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://localhost:" + port());
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Changes how requests are answered from now on; requests that hang are answered accordingly. */
  public synchronized void answer(Mode how) {
    mode = how;
    notifyAll();
  }

  /** Requests received so far, however they were answered. */
  public synchronized int requests() {
    return requests;
  }

  /** All spans received so far, in order of arrival; those of one request as they ended. */
  public synchronized List<OtlpSpan> spans() {
    return List.copyOf(spans);
  }

  /** Those of one trace. */
  public List<OtlpSpan> trace(String traceId) {
    return select(span -> span.traceId().equals(traceId));
  }

  public synchronized void clear() {
    spans.clear();
  }

  /**
   * Waits until at least that many spans are there that are accepted, and returns all of them.
   *
   * @throws AssertionError after half a minute; shows what is there
   */
  public synchronized List<OtlpSpan> awaitSpans(Predicate<OtlpSpan> accepted, int count) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      List<OtlpSpan> found = select(accepted);
      if (found.size() >= count) {
        return found;
      }
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError(
            found.size()
                + " of "
                + count
                + " spans after "
                + LIMIT
                + "; there are\n"
                + SpanTree.of(spans));
      }
      await(left);
    }
  }

  private synchronized List<OtlpSpan> select(Predicate<OtlpSpan> accepted) {
    return spans.stream().filter(accepted).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = body(exchange);
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      int status = "application/x-protobuf".equals(type) ? statusWhenDue() : 415;
      if (status == 200 && exchange.getRequestURI().getPath().equals("/v1/traces")) {
        keep(ExportTraceServiceRequest.parseFrom(body));
      }
      // An empty message is a complete answer: everything was taken.
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    try (InputStream raw = exchange.getRequestBody();
        InputStream in = zipped ? new GZIPInputStream(raw) : raw) {
      return in.readAllBytes();
    }
  }

  private synchronized int statusWhenDue() {
    requests++;
    notifyAll();
    while (mode instanceof Mode.Hang && !closed) {
      await(LIMIT.toMillis());
    }
    return mode instanceof Mode.Status status ? status.code() : 200;
  }

  /** Exporters may send what has ended together in any order. */
  private synchronized void keep(ExportTraceServiceRequest request) {
    List<OtlpSpan> together = new ArrayList<>();
    for (ResourceSpans resource : request.getResourceSpansList()) {
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        for (Span span : scope.getSpansList()) {
          together.add(new OtlpSpan(span, resource.getResource()));
        }
      }
    }
    together.sort(Comparator.comparingLong(span -> span.proto().getEndTimeUnixNano()));
    spans.addAll(together);
    notifyAll();
  }

  @SuppressWarnings("WaitNotInLoop") // all callers loop
  private synchronized void await(long millis) {
    try {
      wait(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    server.stop(0);
    threads.shutdown();
  }
}
