package io.sidelight.core.meter;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * How often and how long garbage was collected: a summary without quantiles. Used by one scrape at
 * a time.
 */
final class JvmCollections extends PageFamily {
  private static final long MILLIS_PER_SECOND = TimeUnit.SECONDS.toMillis(1);

  /** What a bean says that does not know, and what is not shown. */
  private static final long UNKNOWN = -1;

  private final JvmPart part;
  private final List<GarbageCollectorMXBean> collectors;
  private final byte[][] labels;
  private final long[] counts;
  private final long[] millis;
  private final byte[] countName;
  private final byte[] sumName;

  JvmCollections(JvmPart part) {
    super(
        Metric.Kind.SUMMARY,
        "jvm_gc_collection_seconds",
        "Time that garbage collections took, by collector.");
    this.part = part;
    countName = ExpositionBuffer.bytes(name + "_count");
    sumName = ExpositionBuffer.bytes(name + "_sum");
    Map<String, GarbageCollectorMXBean> byName = new TreeMap<>();
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      byName.put(collector.getName(), collector);
    }
    collectors = new ArrayList<>(byName.values());
    labels = new byte[collectors.size()][];
    counts = new long[collectors.size()];
    millis = new long[collectors.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = part.labels("gc", collectors.get(i).getName());
    }
  }

  /** For the part, which reads before this is written. */
  void read() {
    Arrays.fill(counts, UNKNOWN);
    for (int i = 0; i < counts.length; i++) {
      millis[i] = collectors.get(i).getCollectionTime();
      counts[i] = millis[i] < 0 ? UNKNOWN : collectors.get(i).getCollectionCount();
    }
  }

  @Override
  void writeSamples(Map<Measure, FamilyReading> readings, ExpositionBuffer out) {
    part.refresh();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] >= 0) {
        out.sample(countName, labels[i]);
        out.digits(counts[i]);
        out.raw('\n');
        out.sample(sumName, labels[i]);
        out.fraction(millis[i], MILLIS_PER_SECOND);
        out.raw('\n');
      }
    }
  }
}
