package io.sidelight.core.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
  private static final int THREADS = 8;
  private static final int RECORDS = 50_000;

  @Test
  void losesNoRecordOfOneSeries() throws Exception {
    Page page = Page.named(Naming.CLASSIC);
    onAllThreads(
        thread -> {
          for (int i = 0; i < RECORDS; i++) {
            page.meters.redisDuration.series("GET", "").record(i % 1000);
          }
        });

    assertEquals((double) THREADS * RECORDS, page.total("redis_commands_total"));
    assertEquals((double) THREADS * RECORDS, page.total("redis_command_duration_seconds_count"));
    // 0 + 1 + … + 999 nanoseconds, exactly, as often as it was recorded.
    assertEquals(
        THREADS * (RECORDS / 1000) * 499_500L / 1e9,
        page.total("redis_command_duration_seconds_sum"));
  }

  @Test
  void losesNoRecordWhenTheFamilyFillsUp() throws Exception {
    Page page = Page.capped(100);
    onAllThreads(
        thread -> {
          for (int i = 0; i < RECORDS; i++) {
            // Every thread brings the same names in another order: 100 of 500 find room.
            String route = "/r" + (i * 7 + thread * 61) % 500;
            page.meters.webSocketServer.opened.series(route).increment();
          }
        });

    List<String> lines = page.lines("websocket_connections_total{");
    assertEquals(101, lines.size());
    assertEquals((double) THREADS * RECORDS, page.total("websocket_connections_total"));
    List<String> other = page.lines("websocket_connections_total{route=\"other\"}");
    assertEquals(1, other.size());
    assertEquals(
        Page.value(other.get(0)),
        Page.value(
            page.lines("sidelight_series_dropped_total{metric=\"websocket_connections_total\"}")
                .get(0)));
  }

  @Test
  void aReaderSeesCountAndBucketsAgree() throws Exception {
    Page page = Page.named(Naming.CLASSIC);
    DurationSeries series = page.meters.httpServerDuration.series("GET", "/", "200", "", "http");
    series.record(1);
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService reader = Executors.newSingleThreadExecutor();
    Future<Integer> scrapes =
        reader.submit(
            () -> {
              int n = 0;
              double last = 0;
              do {
                String text = page.text();
                double count = sample(text, "http_request_duration_seconds_count");
                assertEquals(count, sample(text, "http_request_duration_seconds_bucket", "+Inf"));
                assertEquals(count, sample(text, "http_requests_total"));
                assertTrue(count >= last, "a counter went back");
                last = count;
                n++;
              } while (!done.get());
              return n;
            });
    onAllThreads(
        thread -> {
          for (int i = 0; i < RECORDS; i++) {
            series.record(i * 1000L * thread);
          }
        });
    done.set(true);

    assertTrue(scrapes.get() > 0);
    reader.shutdown();
    assertEquals(THREADS * RECORDS + 1.0, page.total("http_requests_total"));
  }

  @Test
  void aLevelNeverShowsLessThanNothing() throws Exception {
    Page page = Page.named(Naming.CLASSIC);
    LevelSeries series = page.meters.httpServerActive.series("GET", "http");
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService reader = Executors.newSingleThreadExecutor();
    Future<Long> lowest =
        reader.submit(
            () -> {
              long low = Long.MAX_VALUE;
              do {
                low = Math.min(low, series.read(false).level());
              } while (!done.get());
              return low;
            });
    onAllThreads(
        thread -> {
          for (int i = 0; i < 10 * RECORDS; i++) {
            series.increment();
            series.decrement();
          }
        });
    done.set(true);

    assertTrue(lowest.get() >= 0, "level " + lowest.get());
    reader.shutdown();
    assertEquals(0.0, page.total("http_active_requests"));
  }

  @Test
  void threadsThatMeetAtANewLabelSetShareOneSeries() throws Exception {
    Counts counts = new Counts(WebSocketMeasures.SERVER.opened, RECORDS);
    onAllThreads(
        thread -> {
          for (int i = 0; i < RECORDS; i++) {
            counts.series("/r" + i / 10).increment();
          }
        });

    FamilyReading reading = counts.read(false);
    assertEquals(RECORDS / 10, reading.readings.size());
    for (Reading series : reading.readings) {
      assertEquals(10L * THREADS, series.recordings());
    }
  }

  private static double sample(String text, String name, String... le) {
    Pattern pattern =
        Pattern.compile(
            "^"
                + name
                + "\\{.*"
                + (le.length == 0 ? "" : "le=\"" + Pattern.quote(le[0]) + "\"")
                + "\\} (.*)$",
            Pattern.MULTILINE);
    Matcher line = pattern.matcher(text);
    assertTrue(line.find(), text);
    return Double.parseDouble(line.group(1));
  }

  private interface Work {
    void on(int thread) throws Exception;
  }

  private static void onAllThreads(Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    CountDownLatch ready = new CountDownLatch(THREADS);
    List<Callable<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int thread = i;
      tasks.add(
          () -> {
            ready.countDown();
            ready.await();
            work.on(thread);
            return null;
          });
    }
    for (Future<Void> task : threads.invokeAll(tasks)) {
      task.get();
    }
    threads.shutdown();
  }
}
