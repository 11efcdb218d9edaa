package io.sidelight.core.meter;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** How often and how long garbage was collected: a summary without quantiles. */
final class JvmCollections extends PageFamily {
  private static final long MILLIS_PER_SECOND = TimeUnit.SECONDS.toMillis(1);

  /** By the name of the bean, which is the label. */
  private final Map<String, GarbageCollectorMXBean> collectors = new TreeMap<>();

  private final Map<String, byte[]> labels = new TreeMap<>();
  private final byte[] countName;
  private final byte[] sumName;

  JvmCollections(Map<String, String> constants) {
    super(
        Metric.Kind.SUMMARY,
        "jvm_gc_collection_seconds",
        "Time that garbage collections took, by collector.");
    countName = ExpositionBuffer.bytes(name + "_count");
    sumName = ExpositionBuffer.bytes(name + "_sum");
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      Map<String, String> all = new TreeMap<>(constants);
      all.put("gc", LabelValues.clean(collector.getName()));
      collectors.put(collector.getName(), collector);
      labels.put(collector.getName(), ExpositionBuffer.bytes(ExpositionBuffer.labels(all)));
    }
  }

  @Override
  void writeSamples(Map<Measure, FamilyReading> readings, ExpositionBuffer out) {
    for (Map.Entry<String, GarbageCollectorMXBean> collector : collectors.entrySet()) {
      byte[] known = labels.get(collector.getKey());
      long count = collector.getValue().getCollectionCount();
      long millis = collector.getValue().getCollectionTime();
      // -1: this collector does not tell.
      if (known != null && count >= 0 && millis >= 0) {
        out.sample(countName, known);
        out.digits(count);
        out.raw('\n');
        out.sample(sumName, known);
        out.fraction(millis, MILLIS_PER_SECOND);
        out.raw('\n');
      }
    }
  }
}
