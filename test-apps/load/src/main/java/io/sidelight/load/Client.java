package io.sidelight.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Makes load, each connection by a thread of its own.
 *
 * <p>Without a rate each connection asks again as soon as it has its answer: saturation. With a
 * rate requests are due at fixed times, whatever has become of those before, and a latency counts
 * from when its request was due: a server that stalls does not thereby escape the measurement
 * (coordinated omission).
 *
 * <p>Prints {@code measuring} when the warm-up is over, and one line of JSON at the end: requests
 * answered, those of the warm-up, errors, the seconds measured, and latencies in microseconds.
 */
public final class Client {
  private static final long HIGHEST_NANOS = 60_000_000_000L;

  private final URI target;
  private final long periodNanos;
  private final long beginNanos = System.nanoTime();
  private final long measureNanos;
  private final long endNanos;
  private final AtomicLong due = new AtomicLong();

  Client(URI target, int rate, double warmup, double seconds) {
    this.target = target;
    this.periodNanos = rate == 0 ? 0 : 1_000_000_000L / rate;
    this.measureNanos = beginNanos + (long) (warmup * 1e9);
    this.endNanos = measureNanos + (long) (seconds * 1e9);
  }

  /**
   * Arguments: the URL, connections, requests in a second or 0, seconds to warm up and to measure.
   * Without any, it makes a load for each line of standard input that has these: all but the first
   * then by a client that is warm.
   */
  public static void main(String[] args) throws Exception {
    if (args.length > 0) {
      load(args);
      return;
    }
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      load(line.split(" ", -1));
    }
  }

  private static void load(String... args) throws InterruptedException {
    Client client =
        new Client(
            URI.create(args[0]),
            Integer.parseInt(args[2]),
            Double.parseDouble(args[3]),
            Double.parseDouble(args[4]));
    System.out.println(client.run(Integer.parseInt(args[1])));
  }

  /** What was measured. */
  record Result(Histogram latencies, long early, long errors, double seconds) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "{\"requests\": %d, \"early\": %d, \"errors\": %d, \"seconds\": %.3f, \"p50\": %.1f,"
              + " \"p99\": %.1f, \"p999\": %.1f, \"max\": %.1f}",
          latencies.getTotalCount(),
          early,
          errors,
          seconds,
          latencies.getValueAtPercentile(50) / 1e3,
          latencies.getValueAtPercentile(99) / 1e3,
          latencies.getValueAtPercentile(99.9) / 1e3,
          latencies.getMaxValue() / 1e3);
    }
  }

  Result run(int connections) throws InterruptedException {
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      Worker worker = new Worker();
      workers.add(worker);
      worker.start();
    }
    sleepUntil(measureNanos);
    System.out.println("measuring");
    Histogram all = new Histogram(HIGHEST_NANOS, 3);
    long early = 0;
    long errors = 0;
    for (Worker worker : workers) {
      worker.join();
      all.add(worker.latencies);
      early += worker.early;
      errors += worker.errors;
    }
    return new Result(all, early, errors, (System.nanoTime() - measureNanos) / 1e9);
  }

  private static void sleepUntil(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private final class Worker extends Thread {
    final Histogram latencies = new Histogram(HIGHEST_NANOS, 3);
    long early;
    long errors;

    @Override
    public void run() {
      @Nullable HttpConnection connection = null;
      while (true) {
        long from = periodNanos == 0 ? System.nanoTime() : nextDue();
        if (from >= endNanos) {
          break;
        }
        try {
          if (connection == null) {
            connection = new HttpConnection(target);
          }
          boolean isWell = connection.get() == 200;
          count(from, isWell);
        } catch (IOException e) {
          count(from, false);
          close(connection);
          connection = null;
        }
      }
      close(connection);
    }

    private long nextDue() {
      long nanos = beginNanos + due.getAndIncrement() * periodNanos;
      if (nanos < endNanos) {
        sleepUntil(nanos);
      }
      return nanos;
    }

    private void count(long from, boolean isWell) {
      if (from < measureNanos) {
        early += isWell ? 1 : 0;
        return;
      }
      if (isWell) {
        latencies.recordValue(Math.min(System.nanoTime() - from, HIGHEST_NANOS));
      } else {
        errors++;
      }
    }

    private static void close(@Nullable HttpConnection connection) {
      if (connection != null) {
        connection.close();
      }
    }
  }
}
