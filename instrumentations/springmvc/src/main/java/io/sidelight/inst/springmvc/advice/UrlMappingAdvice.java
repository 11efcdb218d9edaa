package io.sidelight.inst.springmvc.advice;

import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** On a handler that is mapped to a path as a whole: static resources and controllers of old. */
public final class UrlMappingAdvice {
  private UrlMappingAdvice() {}

  /**
   * @param pattern what matched; for a default handler, the path itself
   * @param path the part of the path that the pattern matched
   * @param handlers by the patterns they are registered for
   */
  public static void enter(
      @Nullable Object pattern,
      @Nullable Object path,
      @Nullable Object request,
      @Nullable Object handlers) {
    if (pattern instanceof String
        && request instanceof HttpServletRequest
        && Matched.isAsked((HttpServletRequest) request)
        && isPattern((String) pattern, path, handlers)) {
      Matched.route((HttpServletRequest) request, (String) pattern);
    }
  }

  private static boolean isPattern(
      String pattern, @Nullable Object path, @Nullable Object handlers) {
    return !pattern.equals(path)
        || pattern.equals("/")
        || (handlers instanceof Map && ((Map<?, ?>) handlers).containsKey(pattern));
  }
}
