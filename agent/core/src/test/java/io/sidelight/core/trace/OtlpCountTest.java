package io.sidelight.core.trace;

import static io.sidelight.core.trace.Exporters.await;
import static io.sidelight.core.trace.Exporters.dropped;
import static io.sidelight.core.trace.Exporters.endSpans;
import static io.sidelight.core.trace.Exporters.exporter;
import static io.sidelight.core.trace.Exporters.settings;
import static io.sidelight.core.trace.Exporters.tracer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every span ended is counted once, as exported or as dropped, whichever thread ends it and when.
 */
@Timeout(60)
class OtlpCountTest {
  private final RecordingLog log = new RecordingLog();

  @Test
  void everySpanOfManyThreadsIsCountedOnce() throws Exception {
    int threads = 32;
    int perThread = 10_000;
    try (Collector collector = new Collector()) {
      // Too small on purpose: some must be dropped, and those must be counted, too.
      OtlpSettings settings =
          new OtlpSettings(collector.url(), Map.of(), 5_000, false, 200_000, 512, 10);
      OtlpExporter exporter = exporter(settings, log);
      exporter.start();
      Tracer tracer = tracer(exporter);
      CountDownLatch ready = new CountDownLatch(threads);
      Thread[] producers = new Thread[threads];
      for (int t = 0; t < threads; t++) {
        producers[t] =
            new Thread(
                () -> {
                  ready.countDown();
                  try {
                    ready.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  endSpans(tracer, perThread);
                });
        producers[t].start();
      }
      for (Thread producer : producers) {
        producer.join();
      }
      exporter.close(30_000);
      assertEquals((long) threads * perThread, exporter.exported() + dropped(exporter));
      assertEquals(exporter.exported(), collector.spans().size());
      Set<String> distinct = new HashSet<>();
      for (io.opentelemetry.proto.trace.v1.Span span : collector.spans()) {
        assertTrue(distinct.add(span.getSpanId().toStringUtf8() + span.getSpanId()));
      }
      assertTrue(exporter.dropped(DropReason.QUEUE_FULL) > 0, "the test must fill the queue");
      assertTrue(exporter.exported() > 0);
      assertEquals(
          dropped(exporter),
          exporter.dropped(DropReason.QUEUE_FULL) + exporter.dropped(DropReason.SHUTDOWN));
      assertEquals(0, exporter.queued());
      assertEquals(0, exporter.queuedBytes());
    }
  }

  @Test
  void spansEndedWhileClosingAreCounted() throws Exception {
    for (int round = 0; round < 20; round++) {
      try (Collector collector = new Collector()) {
        OtlpExporter exporter = exporter(settings(collector.url()), log);
        exporter.start();
        Tracer tracer = tracer(exporter);
        Thread[] producers = new Thread[4];
        for (int t = 0; t < producers.length; t++) {
          producers[t] = new Thread(() -> endSpans(tracer, 2_000));
          producers[t].start();
        }
        await("some spans", () -> exporter.exported() + exporter.queued() > 0);
        exporter.close(10_000);
        for (Thread producer : producers) {
          producer.join();
        }
        assertEquals(8_000, exporter.exported() + dropped(exporter));
        assertEquals(exporter.exported(), collector.spans().size());
        assertEquals(0, exporter.queued());
        assertEquals(0, exporter.queuedBytes());
      }
    }
  }

  /** A producer that saw no refusal, and pushes behind the last sweep. */
  @Test
  void aSpanEndedBehindTheLastSweepIsCounted() throws Exception {
    for (int round = 0; round < 3_000; round++) {
      OtlpExporter exporter = exporter(settings("http://127.0.0.1:1/"), log);
      Tracer tracer = tracer(exporter);
      AtomicInteger offered = new AtomicInteger();
      Thread producer =
          new Thread(
              () -> {
                while (exporter.dropped(DropReason.SHUTDOWN) == 0) {
                  endSpans(tracer, 1);
                  offered.incrementAndGet();
                }
              });
      producer.start();
      await("the first span", () -> exporter.queued() > 0);
      exporter.close(0);
      producer.join();
      assertEquals(offered.get(), dropped(exporter), "round " + round);
      assertEquals(0, exporter.queuedBytes());
    }
  }
}
