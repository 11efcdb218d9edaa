package io.sidelight.bench;

import io.sidelight.core.meter.DurationSeries;
import io.sidelight.core.meter.MeterSettings;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.meter.Naming;
import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Finding a series by its labels, and recording in it. With {@code -t 32}, by many threads. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SeriesBenchmark {
  @Param({"1", "1000", "50000"})
  public int series;

  private Meters meters;
  private String[] routes;
  private DurationSeries kept;
  private DurationSeries[] all;

  /** Which route a thread asks for next. */
  @State(Scope.Thread)
  public static class Turn {
    int next;
  }

  @Setup
  public void start() {
    meters = new Meters(new MeterSettings(series, Naming.CLASSIC, "", Collections.emptyMap()));
    routes = new String[series];
    all = new DurationSeries[series];
    for (int i = 0; i < series; i++) {
      routes[i] = "/shop/products/" + i;
      kept = find(i);
      all[i] = kept;
    }
    // So that no processor foresees which is next.
    Collections.shuffle(Arrays.asList(all), new Random(1));
  }

  private DurationSeries find(int route) {
    return meters.httpServerDuration.series("GET", routes[route], "200", "", "http");
  }

  @Benchmark
  public DurationSeries found(Turn turn) {
    turn.next = turn.next + 1 == series ? 0 : turn.next + 1;
    return find(turn.next);
  }

  /** Of many series little is in the processor's cache, as between two requests. */
  @Benchmark
  public void recordedInTurn(Turn turn) {
    turn.next = turn.next + 1 == series ? 0 : turn.next + 1;
    all[turn.next].record(1_234_567, 1, 2, 3);
  }

  @Benchmark
  public void recorded() {
    kept.record(1_234_567);
  }

  @Benchmark
  public void recordedWithSpan() {
    kept.record(1_234_567, 1, 2, 3);
  }
}
