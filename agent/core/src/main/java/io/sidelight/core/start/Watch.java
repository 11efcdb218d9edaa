package io.sidelight.core.start;

import io.sidelight.core.meter.SelfMetrics;
import io.sidelight.core.record.ErrorRecorder;
import io.sidelight.core.weave.WeaveListener;

/**
 * Counts what the weaver does, tells people what goes wrong, and notices the application's start.
 */
final class Watch implements WeaveListener, ErrorRecorder.OwnErrors {
  private final SelfMetrics metrics;
  private final ApplicationStart application;
  private final Log log;

  Watch(SelfMetrics metrics, ApplicationStart application, Log log) {
    this.metrics = metrics;
    this.application = application;
    this.log = log;
  }

  @Override
  public void woven(String instrumentation, String className) {
    log.debug(instrumentation + " is woven into " + className);
    metrics.classTransformed(instrumentation);
    if (!className.startsWith("java/")) {
      // The JDK loads classes of its own at any time.
      application.classWoven();
    }
  }

  @Override
  public void failed(String instrumentation, String what, Throwable cause) {
    metrics.adviceError(instrumentation);
    log.swallowed(
        instrumentation + ' ' + cause.getClass().getName(),
        instrumentation + ": " + what + "; the application is not affected",
        cause);
  }

  @Override
  public void swallowed(String instrumentation, Throwable thrown) {
    failed(instrumentation, "a listener threw", thrown);
  }

  @Override
  public void applicationClass(String className) {
    application.applicationClass(className);
  }
}
