package io.sidelight.core.meter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
    try {
      parts.add(new JvmMemory(constants));
      parts.add(new JvmRuntime(constants));
      parts.add(new JvmThreads(constants));
      parts.add(new JvmProcess(constants));
      JvmAllocation allocation = new JvmAllocation(constants);
      allocation.listen();
      parts.add(allocation);
      if (JvmNativeMemory.isTracked()) {
        parts.add(new JvmNativeMemory(constants));
      }
    } catch (RuntimeException | LinkageError e) {
      failures.failed(e);
    }
    for (JvmPart part : parts) {
      part.failures(failures);
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
