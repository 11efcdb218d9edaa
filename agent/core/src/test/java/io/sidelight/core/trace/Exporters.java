package io.sidelight.core.trace;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What the tests of the exporter share. */
final class Exporters {
  static final RetryPolicy FAST = new RetryPolicy(3, 20, 80, 5_000);

  private Exporters() {}

  static OtlpSettings settings(String url) {
    return settings(url, 5_000, 16 << 20);
  }

  static OtlpSettings settings(String url, int timeoutMillis, long queueBytes) {
    return new OtlpSettings(url, Map.of(), timeoutMillis, false, queueBytes, 100, 50);
  }

  static OtlpExporter exporter(OtlpSettings settings, ExportLog log) {
    return new OtlpExporter(
        settings, new Resource(Map.of("service.name", "shop")), "sidelight", "1.2.3", log, FAST);
  }

  static Tracer tracer(SpanSink sink) {
    return new Tracer(Sampler.alwaysOn(), sink, SpanLimits.defaults());
  }

  static Span start(Tracer tracer) {
    return (Span) tracer.start(null, SpanKind.SERVER, System.nanoTime());
  }

  static void endSpans(Tracer tracer, int count) {
    for (int i = 0; i < count; i++) {
      start(tracer).name("GET /x").attribute("n", i).end(System.nanoTime());
    }
  }

  static long dropped(OtlpExporter exporter) {
    long sum = 0;
    for (DropReason reason : DropReason.values()) {
      sum += exporter.dropped(reason);
    }
    return sum;
  }

  /** Waits for a condition; fails when it does not come true. */
  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + 20_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        fail("waited in vain for: " + what);
      }
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
    }
  }

  static long millisOf(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  /** Accepts connections, by its backlog alone. */
  static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  static String url(ServerSocket server) {
    return "http://127.0.0.1:" + server.getLocalPort() + "/v1/traces";
  }

  /** The thread that exports; null when none is alive. */
  static Thread exportThread() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("sidelight-export")) {
        return thread;
      }
    }
    return null;
  }
}
