package io.sidelight.inst.servlet.advice;

/** A servlet mapping as a route. Immutable. */
final class Route {
  /** With the context path: {@code /shop/api/*}. */
  final String text;

  /** What comes before a framework's own template: {@code /shop/api}. */
  final String base;

  Route(String contextPath, String mapping) {
    text = contextPath + (mapping.startsWith("/") ? mapping : '/' + mapping);
    base = text.endsWith("/*") ? text.substring(0, text.length() - 2) : contextPath;
  }
}
