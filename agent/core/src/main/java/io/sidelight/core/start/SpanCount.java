package io.sidelight.core.start;

import io.sidelight.core.meter.SelfMetrics;
import io.sidelight.core.trace.DropReason;
import io.sidelight.core.trace.OtlpExporter;
import org.jspecify.annotations.Nullable;

/** Spans exported, or dropped for one reason. A class, since a lambda costs time at start. */
final class SpanCount implements SelfMetrics.Source {
  private final OtlpExporter exporter;
  private final @Nullable DropReason reason;

  /**
   * @param reason null for those exported
   */
  SpanCount(OtlpExporter exporter, @Nullable DropReason reason) {
    this.exporter = exporter;
    this.reason = reason;
  }

  @Override
  public double value() {
    return reason == null ? exporter.exported() : exporter.dropped(reason);
  }
}
