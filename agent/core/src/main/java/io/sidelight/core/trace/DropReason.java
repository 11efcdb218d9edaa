package io.sidelight.core.trace;

/** Why a recorded span never reached the collector. */
public enum DropReason {
  /** The queue held as many bytes as it may. */
  QUEUE_FULL("queue_full"),
  /**
   * The collector could not be reached, or failed, in all tries; or the endpoint is no usable URL.
   */
  EXPORT_FAILED("export_failed"),
  /** The collector answered that it does not want the span. */
  REJECTED("rejected"),
  /**
   * The span ended while or after the exporter was closed, or there was no time left to send it.
   */
  SHUTDOWN("shutdown");

  /** The value of the {@code reason} label. */
  public final String label;

  DropReason(String label) {
    this.label = label;
  }
}
