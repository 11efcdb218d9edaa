package io.sidelight.core.meter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM tells of itself, under the names that client_java's {@code JvmMetrics} has for it
 * (version 1): memory and its pools, buffers, collections of garbage, classes, compilation, threads
 * and the process. Read when a page is written, from the JVM's management beans; nothing of it is
 * kept up in between but what has been allocated. Made once the application runs, since the beans
 * must not be touched before. Used by one scrape at a time.
 */
public final class JvmMetrics {
  /** The metrics' own labels, which constant ones of the same name are left out for. */
  private static final List<String> OWN_LABELS =
      Arrays.asList("area", "gc", "pool", "runtime", "state", "vendor", "version");

  private final List<JvmPart> parts = new ArrayList<>();

  /** Who is told when a part cannot be read. */
  public interface Failures {
    /** Something of the JVM is not shown, on this page or ever. */
    void failed(Throwable cause);
  }

  /**
   * As much of it as this JVM has.
   *
   * @param labels on every metric
   */
  public JvmMetrics(Map<String, String> labels, Failures failures) {
    Map<String, String> constants = new TreeMap<>(labels);
    constants.keySet().removeAll(OWN_LABELS);
    for (Kind kind : Kind.values()) {
      try {
        JvmPart part = kind.part(constants);
        if (part != null) {
          part.failures(failures);
          parts.add(part);
        }
      } catch (RuntimeException | LinkageError e) {
        // The others are shown.
        failures.failed(e);
      }
    }
  }

  private enum Kind {
    MEMORY,
    RUNTIME,
    THREADS,
    PROCESS,
    ALLOCATION,
    NATIVE_MEMORY;

    /** Null if this JVM has nothing to say of it. */
    @Nullable JvmPart part(Map<String, String> constants) {
      switch (this) {
        case MEMORY:
          return new JvmMemory(constants);
        case RUNTIME:
          return new JvmRuntime(constants);
        case THREADS:
          return new JvmThreads(constants);
        case PROCESS:
          return new JvmProcess(constants);
        case ALLOCATION:
          JvmAllocation allocation = new JvmAllocation(constants);
          allocation.listen();
          return allocation;
        case NATIVE_MEMORY:
          return JvmNativeMemory.isTracked() ? new JvmNativeMemory(constants) : null;
      }
      throw new AssertionError(this);
    }
  }

  List<PageFamily> families() {
    List<PageFamily> all = new ArrayList<>();
    for (JvmPart part : parts) {
      all.addAll(part.families());
    }
    return all;
  }

  /** Another page begins. */
  void expire() {
    for (JvmPart part : parts) {
      part.expire();
    }
  }
}
