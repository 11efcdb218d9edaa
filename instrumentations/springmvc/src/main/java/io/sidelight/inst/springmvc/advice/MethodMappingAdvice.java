package io.sidelight.inst.springmvc.advice;

import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.condition.PatternsRequestCondition;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/** On the choice of a controller's method, by annotations or registered by hand. */
public final class MethodMappingAdvice {
  private MethodMappingAdvice() {}

  public static @Nullable Object enter(@Nullable Object info, @Nullable Object request) {
    return request instanceof HttpServletRequest
            && Matched.isAsked((HttpServletRequest) request)
            && !matchesAnyPath((RequestMappingInfo) info)
        ? request
        : null;
  }

  /** Spring then gives the path for the pattern. */
  private static boolean matchesAnyPath(@Nullable RequestMappingInfo info) {
    // There is none where PathPatterns are used, which always say what they match.
    @Nullable PatternsRequestCondition patterns = info == null ? null : info.getPatternsCondition();
    return patterns != null && patterns.getPatterns().isEmpty();
  }

  public static void exit(
      @Nullable Object request, @Nullable Object returned, @Nullable Throwable thrown) {
    if (request != null) {
      Matched.route((HttpServletRequest) request);
    }
  }
}
