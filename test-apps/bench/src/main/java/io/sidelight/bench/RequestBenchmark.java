package io.sidelight.bench;

import io.sidelight.core.meter.MeterSettings;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.trace.Propagation;
import io.sidelight.core.trace.Sampler;
import io.sidelight.core.trace.SpanLimits;
import io.sidelight.core.trace.Tracer;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * All that is done for a request, all of them for one route: alone, and beside work of some
 * microseconds. With {@code -t 32}, how much more the work with requests takes than the work
 * without says what threads cost each other.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RequestBenchmark {
  private static final int WORK = 2000;

  @Param public RecorderBenchmark.Traces traces;

  private HttpServerRecorder recorder;

  @Setup
  public void start() {
    Sampler sampler =
        traces == RecorderBenchmark.Traces.KEPT ? Sampler.alwaysOn() : Sampler.alwaysOff();
    Tracer tracer =
        traces == RecorderBenchmark.Traces.OFF
            ? Tracer.disabled()
            : new Tracer(sampler, span -> {}, SpanLimits.defaults());
    recorder =
        new HttpServerRecorder(
            new Meters(MeterSettings.defaults()),
            tracer,
            Arrays.asList("GET", "POST"),
            Propagation.of(Collections.singletonList("tracecontext")),
            5);
  }

  @Benchmark
  public void request() {
    HttpServerCall call = new Call();
    recorder.begin(call);
    recorder.leave(call);
    recorder.end(call);
  }

  @Benchmark
  public void work() {
    Blackhole.consumeCPU(WORK);
  }

  @Benchmark
  public void workAndRequest() {
    HttpServerCall call = new Call();
    recorder.begin(call);
    Blackhole.consumeCPU(WORK);
    recorder.leave(call);
    recorder.end(call);
  }

  /** A request as a container would tell of it. */
  private static final class Call extends HttpServerCall {
    @Override
    protected String method() {
      return "GET";
    }

    @Override
    protected String scheme() {
      return "http";
    }

    @Override
    protected String route() {
      return "/order";
    }

    @Override
    protected int status() {
      return 200;
    }

    @Override
    protected int committedStatus() {
      return 200;
    }

    @Override
    protected @Nullable String requestHeader(String name) {
      return null;
    }

    @Override
    protected String path() {
      return "/order";
    }

    @Override
    protected @Nullable String query() {
      return null;
    }

    @Override
    protected String clientAddress() {
      return "127.0.0.1";
    }

    @Override
    protected String serverAddress() {
      return "localhost";
    }

    @Override
    protected int serverPort() {
      return 8080;
    }

    @Override
    protected String protocol() {
      return "HTTP/1.1";
    }
  }
}
