package io.sidelight.core.trace;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Decides, before anything is rendered, whether a span is recorded. The samplers here behave as the
 * OpenTelemetry specification defines them. Implementations are safe for use by many threads and
 * must not block or throw.
 */
public interface Sampler {
  /**
   * Whether to record a span of the given trace.
   *
   * @param parent the parent, whose decision counts; null for a root without a decision from
   *     elsewhere
   */
  boolean sample(@Nullable SpanContext parent, long traceIdHigh, long traceIdLow, SpanKind kind);

  /** Whether no span is wanted at all, however much it may be worth. */
  default boolean isOff() {
    return this == ConstantSampler.OFF;
  }

  static Sampler alwaysOn() {
    return ConstantSampler.ON;
  }

  static Sampler alwaysOff() {
    return ConstantSampler.OFF;
  }

  /**
   * Records the given share of all traces, the same ones in every service that uses the ratio.
   *
   * @throws IllegalArgumentException unless {@code 0 <= ratio <= 1}
   */
  static Sampler traceIdRatio(double ratio) {
    return new TraceIdRatioSampler(ratio);
  }

  /** Follows the parent's decision; asks {@code root} where there is no parent. */
  static Sampler parentBased(Sampler root) {
    return new ParentBasedSampler(root);
  }

  /**
   * The sampler that {@code OTEL_TRACES_SAMPLER} and {@code OTEL_TRACES_SAMPLER_ARG} name. No name
   * means {@code parentbased_always_on}, no argument a ratio of 1.
   *
   * @throws IllegalArgumentException with a message for a person, when the name is unknown or the
   *     ratio is none
   */
  static Sampler parse(@Nullable String name, @Nullable String argument) {
    String given = name == null ? "" : name.trim().toLowerCase(Locale.ROOT);
    switch (given) {
      case "always_on":
        return alwaysOn();
      case "always_off":
        return alwaysOff();
      case "traceidratio":
        return traceIdRatio(TraceIdRatioSampler.parseRatio(argument));
      case "":
      case "parentbased_always_on":
        return parentBased(alwaysOn());
      case "parentbased_always_off":
        return parentBased(alwaysOff());
      case "parentbased_traceidratio":
        return parentBased(traceIdRatio(TraceIdRatioSampler.parseRatio(argument)));
      default:
        throw new IllegalArgumentException(
            "unknown sampler '"
                + name
                + "'; known are always_on, always_off, traceidratio, parentbased_always_on,"
                + " parentbased_always_off, parentbased_traceidratio");
    }
  }
}
