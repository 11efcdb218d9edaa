package io.sidelight.inst.springmvc.advice;

import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** On the choice of a function by a {@code RouterFunction}. */
public final class RouterFunctionAdvice {
  private RouterFunctionAdvice() {}

  public static @Nullable Object enter(@Nullable Object request) {
    return request instanceof HttpServletRequest && Matched.isAsked((HttpServletRequest) request)
        ? request
        : null;
  }

  public static void exit(
      @Nullable Object request, @Nullable Object handler, @Nullable Throwable thrown) {
    if (request != null && handler != null) {
      Matched.route((HttpServletRequest) request);
    }
  }
}
