package io.sidelight.inst.jaxrs.advice;

import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;

/** Where an implementation looks for a mapper of what a resource has thrown. */
public final class HandledAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private HandledAdvice() {}

  public static @Nullable Object enter(Throwable thrown) {
    Throwable at = thrown;
    while (isWrapper(at) && at.getCause() != null) {
      at = at.getCause();
    }
    HTTP.handled(at);
    return null;
  }

  /** What the implementations themselves wrap what was thrown in. */
  private static boolean isWrapper(Throwable thrown) {
    switch (thrown.getClass().getName()) {
      case "org.glassfish.jersey.server.internal.process.MappableException":
      case "org.jboss.resteasy.spi.ApplicationException":
      case "org.jboss.resteasy.spi.UnhandledException":
        return true;
      default:
        return false;
    }
  }
}
