package io.sidelight.test;

import java.util.Map;
import java.util.TreeMap;

/** Series of a page as whole numbers, by the values of some labels with blanks between them. */
public final class Counts {
  private Counts() {}

  /** Requests by {@code METHOD route status}. */
  public static Map<String, Long> requests(Exposition page) {
    return of(page, "http_requests_total", "method", "route", "status_code");
  }

  /** Errors by {@code type route}. */
  public static Map<String, Long> errors(Exposition page) {
    return of(page, "errors_total", "type", "route");
  }

  /** Attempts to log in by {@code status method}. */
  public static Map<String, Long> attempts(Exposition page) {
    return of(page, "auth_attempts_total", "status", "method");
  }

  private static Map<String, Long> of(Exposition page, String name, String... labels) {
    Map<String, Long> counts = new TreeMap<>();
    for (Sample sample : page.series(name)) {
      StringBuilder key = new StringBuilder();
      for (int i = 0; i < labels.length; i++) {
        key.append(i == 0 ? "" : " ").append(sample.labels().get(labels[i]));
      }
      counts.merge(key.toString(), (long) sample.value(), Long::sum);
    }
    return counts;
  }

  /** What has been added to an earlier answer. */
  public static Map<String, Long> since(Map<String, Long> before, Map<String, Long> now) {
    Map<String, Long> added = new TreeMap<>();
    now.forEach(
        (key, value) -> {
          long more = value - before.getOrDefault(key, 0L);
          if (more != 0) {
            added.put(key, more);
          }
        });
    return added;
  }
}
