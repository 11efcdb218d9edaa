package io.sidelight.core.meter;

/** Which dictionary the recorded series are rendered through when they are scraped. */
public enum Naming {
  /** Short names in the habit of hand-written Prometheus metrics; the default. */
  CLASSIC,
  /** Names and labels of the OpenTelemetry semantic conventions, in their Prometheus form. */
  OTEL,
  /** Both of the above side by side; what has one name only is shown once. */
  BOTH
}
