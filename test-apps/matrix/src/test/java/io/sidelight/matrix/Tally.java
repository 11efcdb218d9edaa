package io.sidelight.matrix;

import io.sidelight.test.Exposition;
import io.sidelight.test.Sample;
import java.util.Map;
import java.util.TreeMap;

/** What has been counted: requests by {@code METHOD route status}, errors by {@code type route}. */
record Tally(Map<String, Long> requests, Map<String, Long> errors) {

  static Tally of(Exposition page) {
    return new Tally(
        counts(page, "http_requests_total", "method", "route", "status_code"),
        counts(page, "errors_total", "type", "route"));
  }

  private static Map<String, Long> counts(Exposition page, String name, String... labels) {
    Map<String, Long> counts = new TreeMap<>();
    for (Sample sample : page.series(name)) {
      StringBuilder key = new StringBuilder();
      for (String label : labels) {
        key.append(key.isEmpty() ? "" : " ").append(sample.labels().get(label));
      }
      counts.put(key.toString(), (long) sample.value());
    }
    return counts;
  }

  /** What has been added since an earlier one. */
  Tally since(Tally earlier) {
    return new Tally(difference(requests, earlier.requests), difference(errors, earlier.errors));
  }

  private static Map<String, Long> difference(Map<String, Long> now, Map<String, Long> before) {
    Map<String, Long> difference = new TreeMap<>();
    now.forEach(
        (key, value) -> {
          long more = value - before.getOrDefault(key, 0L);
          if (more != 0) {
            difference.put(key, more);
          }
        });
    return difference;
  }

  long total() {
    return requests.values().stream().mapToLong(Long::longValue).sum();
  }
}
