package io.sidelight.inst.springmvc.advice;

import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import javax.servlet.DispatcherType;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Hands the pattern that Spring matched to the recorder. */
final class Matched {
  /** {@code HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE}. */
  private static final String PATTERN =
      "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private Matched() {}

  /**
   * Whether this is what the client asked for. Error pages, forwards and includes are matched, too,
   * and some of them when the request itself was not.
   */
  static boolean isAsked(HttpServletRequest request) {
    DispatcherType type = request.getDispatcherType();
    return type == DispatcherType.REQUEST || type == DispatcherType.ASYNC;
  }

  /** The pattern that Spring has left in the request, if there is one. */
  static void route(HttpServletRequest request) {
    // A string, or a PathPattern, which is shown as it was written.
    Object pattern = request.getAttribute(PATTERN);
    if (pattern != null) {
      route(request, pattern.toString());
    }
  }

  static void route(HttpServletRequest request, String pattern) {
    String info = request.getPathInfo();
    HTTP.route(info == null ? pattern : relative(request.getServletPath(), info, pattern));
  }

  /**
   * The pattern without the part of the path that the servlet is mapped to, with which it begins
   * under {@code alwaysUseFullPath}. If it did not, it would have to match the path info.
   */
  private static String relative(@Nullable String prefix, String info, String pattern) {
    return prefix != null
            && !prefix.isEmpty()
            && pattern.startsWith(prefix)
            && !info.startsWith(prefix)
        ? pattern.substring(prefix.length())
        : pattern;
  }
}
