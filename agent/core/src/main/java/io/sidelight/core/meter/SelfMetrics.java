package io.sidelight.core.meter;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** What the agent tells about itself. Thread-safe. */
public final class SelfMetrics {
  private static final byte[] NO_LABELS = {};

  private final Counts adviceErrors;
  private final Counts classesTransformed;
  private final Map<String, Source> spansExported = new ConcurrentSkipListMap<>();
  private final Map<String, Source> spansDropped = new ConcurrentSkipListMap<>();
  private final Map<String, Source> memory = new ConcurrentSkipListMap<>();
  private volatile @Nullable Double startupSeconds;
  private final InfoFamily build =
      new InfoFamily("sidelight_build", "Version of the agent and of Java.");

  SelfMetrics(Counts adviceErrors, Counts classesTransformed) {
    this.adviceErrors = adviceErrors;
    this.classesTransformed = classesTransformed;
  }

  /** A number that is asked for at every scrape. */
  public interface Source {
    /** The number now, not negative; of a counter, never smaller than before. Must be prompt. */
    double value();
  }

  /** Says which agent runs on which Java. */
  public void buildInfo(String version, String javaVersion) {
    Map<String, String> labels = new TreeMap<>();
    labels.put("java_version", LabelValues.clean(javaVersion));
    labels.put("version", LabelValues.clean(version));
    build.labels(labels);
  }

  /** Counts an error of the agent's own in the advice of an instrumentation. */
  public void adviceError(String instrumentation) {
    adviceErrors.series(instrumentation).increment();
  }

  /** Counts a class that an instrumentation has been woven into. */
  public void classTransformed(String instrumentation) {
    classesTransformed.series(instrumentation).increment();
  }

  /** Says how long the agent kept the application from starting, in seconds. */
  public void startupSeconds(double seconds) {
    startupSeconds = seconds;
  }

  /**
   * Where to read how many bytes of the heap a part of the agent holds, of those that grow with
   * what the application does.
   */
  public void memory(String part, Source source) {
    memory.put(LabelValues.clean(part), source);
  }

  /** Where to read how many spans have been exported. */
  public void spansExported(Source source) {
    spansExported.put("", source);
  }

  /** Where to read how many spans have been dropped for a reason. */
  public void spansDropped(String reason, Source source) {
    spansDropped.put(LabelValues.clean(reason), source);
  }

  /** What stands on the page of it; all else is in the {@link Dictionary}. */
  List<PageFamily> families() {
    return Arrays.asList(
        build,
        new Startup(),
        new Sources(
            Metric.Kind.GAUGE,
            "sidelight_memory_bytes",
            "Heap that parts of the agent hold, as far as it grows with the application.",
            "part",
            memory),
        new Sources(
            Metric.Kind.COUNTER,
            "sidelight_spans_exported",
            "Spans that a collector has taken.",
            "",
            spansExported),
        new Sources(
            Metric.Kind.COUNTER,
            "sidelight_spans_dropped",
            "Spans that were lost, by reason.",
            "reason",
            spansDropped));
  }

  private final class Startup extends PageFamily {
    Startup() {
      super(
          Metric.Kind.GAUGE,
          "sidelight_startup_seconds",
          "Time for which the agent kept the application from starting.");
    }

    @Override
    void writeSamples(Map<Measure, FamilyReading> readings, ExpositionBuffer out) {
      Double seconds = startupSeconds;
      if (seconds != null) {
        out.sample(sampleName(), NO_LABELS);
        out.number(seconds);
        out.raw('\n');
      }
    }
  }

  /** Numbers that are asked for, told apart by one label. */
  private static final class Sources extends PageFamily {
    private final String labelName;
    private final Map<String, Source> sources;

    /**
     * @param labelName empty if there is only one
     */
    Sources(
        Metric.Kind kind, String name, String help, String labelName, Map<String, Source> sources) {
      super(kind, name, help);
      this.labelName = labelName;
      this.sources = sources;
    }

    @Override
    void writeSamples(Map<Measure, FamilyReading> readings, ExpositionBuffer out) {
      for (Map.Entry<String, Source> source : sources.entrySet()) {
        double value = valueOf(source.getValue());
        if (value >= 0) {
          byte[] labels = NO_LABELS;
          if (!labelName.isEmpty()) {
            labels = ExpositionBuffer.bytes(ExpositionBuffer.label(labelName, source.getKey()));
          }
          out.sample(sampleName(), labels);
          out.number(value);
          out.raw('\n');
        }
      }
    }

    private static double valueOf(Source source) {
      try {
        return source.value();
      } catch (RuntimeException e) {
        // One source that fails must not cost all other metrics; its own goes missing, which shows.
        return Double.NaN;
      }
    }
  }
}
