package io.sidelight.inst.servlet;

import io.sidelight.test.Counts;
import io.sidelight.test.Exposition;
import java.util.Map;
import java.util.TreeMap;

/** What has been counted: requests by {@code METHOD route status}, errors by {@code type route}. */
record Tally(Map<String, Long> requests, Map<String, Long> errors) {

  static Tally of(Exposition page) {
    return new Tally(Counts.requests(page), Counts.errors(page));
  }

  /** Requests, none of which is an error. */
  static Tally of(Map<String, Long> requests) {
    return new Tally(new TreeMap<>(requests), Map.of());
  }

  /** What has been added since an earlier one. */
  Tally since(Tally earlier) {
    return new Tally(
        Counts.since(earlier.requests, requests), Counts.since(earlier.errors, errors));
  }

  long total() {
    return requests.values().stream().mapToLong(Long::longValue).sum();
  }
}
