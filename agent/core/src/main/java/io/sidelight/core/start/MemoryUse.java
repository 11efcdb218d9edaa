package io.sidelight.core.start;

import io.sidelight.core.meter.Meters;
import io.sidelight.core.meter.SelfMetrics;
import io.sidelight.core.record.sql.SqlCache;
import io.sidelight.core.trace.OtlpExporter;

/** What parts of the agent hold that have a bound of their own. Classes: lambdas cost at start. */
final class MemoryUse {
  private MemoryUse() {}

  static void of(Meters meters) {
    meters
        .self()
        .memory(
            "series",
            new SelfMetrics.Source() {
              @Override
              public double value() {
                return meters.estimateBytes();
              }
            });
  }

  static void of(SqlCache cache, SelfMetrics self) {
    self.memory(
        "sql",
        new SelfMetrics.Source() {
          @Override
          public double value() {
            return cache.bytes();
          }
        });
  }

  static void of(OtlpExporter exporter, SelfMetrics self) {
    self.memory(
        "spans",
        new SelfMetrics.Source() {
          @Override
          public double value() {
            return exporter.queuedBytes();
          }
        });
  }
}
