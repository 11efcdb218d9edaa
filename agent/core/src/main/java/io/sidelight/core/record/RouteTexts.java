package io.sidelight.core.record;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Routes put together from two parts, each made once. Bounded; thread-safe. */
final class RouteTexts {
  /** Templates are written by people: there are not more of them than this. */
  private static final int MOST = 4096;

  private final Map<String, Map<String, String>> known = new ConcurrentHashMap<>();

  /** Base and template with one slash between them. */
  String join(String base, String template) {
    Map<String, String> ofBase = known.get(base);
    if (ofBase == null) {
      ofBase = new ConcurrentHashMap<>();
      if (known.size() < MOST) {
        known.put(base, ofBase);
      }
    }
    @Nullable String route = ofBase.get(template);
    if (route == null) {
      route = template.startsWith("/") ? base + template : base + '/' + template;
      if (ofBase.size() < MOST) {
        ofBase.put(template, route);
      }
    }
    return route;
  }
}
