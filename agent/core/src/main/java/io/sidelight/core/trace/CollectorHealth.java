package io.sidelight.core.trace;

/**
 * Tells a person about the collector: one line when it becomes unreachable, one when it works
 * again, one per kind of refusal. For use by the export thread only.
 */
final class CollectorHealth {
  /** A single failure that the next attempt heals, such as a restart, is not worth a line. */
  private static final int FAILURES_TO_REPORT = 2;

  private final String address;
  private final ExportLog log;
  private int failures;
  private boolean reported;
  private int reportedStatus;
  private boolean partialReported;

  CollectorHealth(String address, ExportLog log) {
    this.address = address;
    this.log = log;
  }

  void attemptFailed(HttpAnswer answer) {
    failures++;
    if (failures >= FAILURES_TO_REPORT) {
      reportUnreachable(answer);
    }
  }

  void batchLost(HttpAnswer answer) {
    reportUnreachable(answer);
  }

  private void reportUnreachable(HttpAnswer answer) {
    if (!reported) {
      reported = true;
      log.warn(
          "cannot deliver spans to "
              + address
              + " ("
              + answer.describe()
              + "); spans are dropped until it can be reached, the application is not affected");
    }
  }

  void delivered(PartialSuccess partial) {
    if (reported) {
      log.info("spans are delivered to " + address + " again");
    }
    failures = 0;
    reported = false;
    reportedStatus = 0;
    if (partial.saysSomething() && !partialReported) {
      partialReported = true;
      log.warn(
          address
              + " rejected "
              + partial.rejectedSpans
              + " spans of a batch: '"
              + Texts.printable(partial.message)
              + "'; further rejections are only counted");
    }
  }

  void refused(HttpAnswer answer) {
    if (answer.status() != reportedStatus) {
      reportedStatus = answer.status();
      boolean redirect = answer.status() >= 300 && answer.status() < 400;
      log.warn(
          address
              + " refuses spans ("
              + answer.describe()
              + (redirect ? ", and redirects are not followed" : "")
              + "); they are dropped, the application is not affected");
    }
  }
}
