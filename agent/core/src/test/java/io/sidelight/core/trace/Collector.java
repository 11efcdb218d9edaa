package io.sidelight.core.trace;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/** A collector on a real port that keeps what it was sent and answers as it is told. */
final class Collector implements AutoCloseable {
  interface Answer {
    void give(HttpExchange exchange) throws IOException;
  }

  record Request(
      Map<String, List<String>> headers,
      int bodyBytes,
      ExportTraceServiceRequest message,
      int clientPort) {
    int spans() {
      int count = 0;
      for (ResourceSpans resource : message.getResourceSpansList()) {
        for (ScopeSpans scope : resource.getScopeSpansList()) {
          count += scope.getSpansCount();
        }
      }
      return count;
    }
  }

  final List<Request> requests = new ArrayList<>();
  private final LinkedBlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile Answer always = status(200);

  Collector() throws IOException {
    this(0);
  }

  Collector(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  static Answer status(int status, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      exchange.sendResponseHeaders(status, -1);
    };
  }

  static Answer body(byte[] body) {
    return exchange -> {
      exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    };
  }

  /** For the next request that has no answer yet. */
  Collector answer(Answer answer) {
    answers.add(answer);
    return this;
  }

  /** For all requests beyond those. */
  Collector always(Answer answer) {
    always = answer;
    return this;
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/v1/traces";
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    ExportTraceServiceRequest message;
    if (gzip) {
      try (InputStream unzipped = new GZIPInputStream(new java.io.ByteArrayInputStream(body))) {
        message = ExportTraceServiceRequest.parseFrom(unzipped);
      }
    } else {
      message = ExportTraceServiceRequest.parseFrom(body);
    }
    synchronized (requests) {
      requests.add(
          new Request(
              exchange.getRequestHeaders(),
              body.length,
              message,
              exchange.getRemoteAddress().getPort()));
    }
    Answer answer = answers.poll();
    (answer == null ? always : answer).give(exchange);
    exchange.close();
  }

  Request request(int index) {
    synchronized (requests) {
      return requests.get(index);
    }
  }

  int requestCount() {
    synchronized (requests) {
      return requests.size();
    }
  }

  /** All spans of all requests. */
  List<io.opentelemetry.proto.trace.v1.Span> spans() {
    List<io.opentelemetry.proto.trace.v1.Span> all = new ArrayList<>();
    synchronized (requests) {
      for (Request request : requests) {
        for (ResourceSpans resource : request.message().getResourceSpansList()) {
          for (ScopeSpans scope : resource.getScopeSpansList()) {
            all.addAll(scope.getSpansList());
          }
        }
      }
    }
    return all;
  }

  int clientPorts() {
    Set<Integer> ports = new HashSet<>();
    synchronized (requests) {
      for (Request request : requests) {
        ports.add(request.clientPort());
      }
    }
    return ports.size();
  }

  @Override
  public void close() throws InterruptedException {
    server.stop(0);
    threads.shutdownNow();
    threads.awaitTermination(10, TimeUnit.SECONDS);
  }
}
