package io.sidelight.bench;

import io.sidelight.core.trace.ExportLog;
import io.sidelight.core.trace.OtlpExporter;
import io.sidelight.core.trace.OtlpSettings;
import io.sidelight.core.trace.Resource;
import io.sidelight.core.trace.Sampler;
import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanContext;
import io.sidelight.core.trace.SpanKind;
import io.sidelight.core.trace.SpanLimits;
import io.sidelight.core.trace.SpanSink;
import io.sidelight.core.trace.SpanTemplate;
import io.sidelight.core.trace.Tracer;
import java.util.Collections;
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

/** A span from its start to where it is given away; the clock is not read. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SpanBenchmark {
  /** Not sampled; refused by an exporter whose queue is full; taken by somebody. */
  public enum Fate {
    SAMPLED_OUT,
    QUEUE_FULL,
    KEPT
  }

  @Param public Fate fate;

  private Tracer tracer;
  private SpanTemplate template;
  private SpanContext parent;

  @Setup
  public void start() {
    Sampler sampler = fate == Fate.SAMPLED_OUT ? Sampler.alwaysOff() : Sampler.alwaysOn();
    SpanSink sink = fate == Fate.QUEUE_FULL ? fullQueue() : span -> {};
    tracer = new Tracer(sampler, sink, SpanLimits.defaults());
    template =
        tracer.template(
            "SELECT products",
            "db.system.name",
            "postgresql",
            "db.namespace",
            "shop",
            "db.query.text",
            "SELECT name FROM products WHERE id = ?");
    parent = tracer.start(null, SpanKind.SERVER, 1);
  }

  /** Not started, and without room. */
  private static OtlpExporter fullQueue() {
    OtlpSettings settings =
        new OtlpSettings(
            "http://localhost:4318/v1/traces", Collections.emptyMap(), 1000, false, 0, 512, 1000);
    ExportLog log =
        new ExportLog() {
          @Override
          public void info(String message) {}

          @Override
          public void warn(String message) {}
        };
    return new OtlpExporter(settings, new Resource(Collections.emptyMap()), "bench", "1", log);
  }

  @Benchmark
  public SpanContext described() {
    SpanContext context = tracer.start(parent, SpanKind.CLIENT, 2);
    if (context instanceof Span span) {
      span.describe(template).end(3);
    }
    return context;
  }

  @Benchmark
  public SpanContext withAttributes() {
    SpanContext context = tracer.start(parent, SpanKind.CLIENT, 2);
    if (context instanceof Span span) {
      span.name("SELECT products")
          .attribute("db.system.name", "postgresql")
          .attribute("db.namespace", "shop")
          .attribute("db.query.text", "SELECT name FROM products WHERE id = ?")
          .end(3);
    }
    return context;
  }

  @Benchmark
  public SpanContext root() {
    SpanContext context = tracer.start(null, SpanKind.SERVER, 2);
    if (context instanceof Span span) {
      span.describe(template).end(3);
    }
    return context;
  }
}
