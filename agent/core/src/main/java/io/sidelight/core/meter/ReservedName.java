package io.sidelight.core.meter;

import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import io.prometheus.metrics.model.snapshots.Unit;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * Names that client_java refuses although the format allows them. It keeps the ending {@code
 * _created} for the time at which OpenMetrics says that a series began; a counter of what was
 * created has its own ending {@code _total} behind it and cannot be taken for one.
 */
final class ReservedName {
  private ReservedName() {}

  /** The metadata of a metric by this name, or by one without the ending if it cannot be had. */
  static MetricMetadata of(String name, String help, @Nullable Unit unit) {
    MetricMetadata metadata =
        new MetricMetadata(PrometheusNaming.sanitizeMetricName(name), help, unit);
    if (!metadata.getName().equals(name)) {
      try {
        set(metadata, "name", name);
        set(metadata, "prometheusName", name);
      } catch (ReflectiveOperationException | RuntimeException e) {
        return new MetricMetadata(PrometheusNaming.sanitizeMetricName(name), help, unit);
      }
    }
    return metadata;
  }

  private static void set(MetricMetadata metadata, String field, String value)
      throws ReflectiveOperationException {
    Field of = MetricMetadata.class.getDeclaredField(field);
    of.setAccessible(true);
    of.set(metadata, value);
  }
}
