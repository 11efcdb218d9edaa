package io.sidelight.inst.jaxrs.advice;

import org.jboss.resteasy.spi.metadata.ResourceLocator;
import org.jspecify.annotations.Nullable;

/**
 * Around what RESTEasy does with a sub-resource. Its methods know only their own path; that of the
 * locators around them is in the meantime kept with the thread.
 */
public final class ResteasyLocatorAdvice {
  private static final ThreadLocal<String> OUTER = new ThreadLocal<>();

  private ResteasyLocatorAdvice() {}

  /** The path of the locators that the thread is in, or nothing. */
  static String outer() {
    String outer = OUTER.get();
    return outer == null ? "" : outer;
  }

  public static @Nullable Object enter(@Nullable Object locator) {
    if (!(locator instanceof ResourceLocator)) {
      return null;
    }
    String outer = outer();
    String path = ResteasyMethodAdvice.path(((ResourceLocator) locator).getFullpath());
    OUTER.set(Templates.join(outer, path));
    return outer;
  }

  public static void exit(
      @Nullable Object outer, @Nullable Object returned, @Nullable Throwable thrown) {
    if (outer != null) {
      if (((String) outer).isEmpty()) {
        OUTER.remove();
      } else {
        OUTER.set((String) outer);
      }
    }
  }
}
