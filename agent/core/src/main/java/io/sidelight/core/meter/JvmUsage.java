package io.sidelight.core.meter;

import java.lang.management.MemoryUsage;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The four numbers of a {@link MemoryUsage}, of several kinds of memory. */
final class JvmUsage {
  private final JvmFamily used;
  private final JvmFamily committed;
  private final JvmFamily max;
  private final JvmFamily init;

  /**
   * @param prefix of the names
   * @param of what the memory is, and when, for the helps
   * @param rows the values of the label
   */
  JvmUsage(JvmPart part, String prefix, String of, String label, Collection<String> rows) {
    used = part.gauge(prefix + "_used_bytes", "Bytes in use, " + of + ".", label);
    committed =
        part.gauge(
            prefix + "_committed_bytes",
            "Bytes that the JVM has from the operating system, " + of + ".",
            label);
    max = part.gauge(prefix + "_max_bytes", "Bytes it may grow to, or -1, " + of + ".", label);
    init = part.gauge(prefix + "_init_bytes", "Bytes at the start, " + of + ".", label);
    used.rows(rows);
    committed.rows(rows);
    max.rows(rows);
    init.rows(rows);
  }

  /** Shows nothing if there is none, as of a pool that is never collected. */
  void set(int row, @Nullable MemoryUsage usage) {
    if (usage != null) {
      used.set(row, usage.getUsed());
      committed.set(row, usage.getCommitted());
      max.set(row, usage.getMax());
      init.set(row, usage.getInit());
    }
  }
}
