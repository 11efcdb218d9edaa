package io.sidelight.inst.jaxrs.advice;

import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import org.jboss.resteasy.spi.metadata.ResourceLocator;
import org.jspecify.annotations.Nullable;

/** On the method of a resource that RESTEasy has found; filters have not run yet. */
public final class ResteasyMethodAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private ResteasyMethodAdvice() {}

  public static void enter(@Nullable Object method) {
    if (HTTP.current() != null && method instanceof ResourceLocator) {
      HTTP.route(
          Templates.join(
              ResteasyLocatorAdvice.outer(), path(((ResourceLocator) method).getFullpath())));
    }
  }

  static String path(@Nullable String fullPath) {
    return fullPath == null ? "" : fullPath;
  }
}
