package io.sidelight.matrix;

import io.sidelight.test.Counts;
import io.sidelight.test.Exposition;
import java.util.Map;

/**
 * What has been counted.
 *
 * @param requests by {@code METHOD route status}
 * @param errors by {@code type route}
 * @param others attempts to log in by {@code status method}, and the counts named here
 */
record Tally(Map<String, Long> requests, Map<String, Long> errors, Map<String, Long> others) {
  static final String SESSIONS = "active sessions";
  static final String SESSIONS_MADE = "sessions made";
  static final String LEFT = "clients that left";

  /** Bytes of the bodies. */
  static final String RECEIVED = "bytes received";

  static final String SENT = "bytes sent";

  static Tally of(Exposition page) {
    Map<String, Long> others = Counts.attempts(page);
    others.put(SESSIONS, (long) page.sum("active_sessions"));
    others.put(SESSIONS_MADE, (long) page.sum("sessions_created_total"));
    others.put(LEFT, (long) page.sum("http_client_disconnects_total"));
    others.put(RECEIVED, (long) page.sum("http_request_size_bytes_sum"));
    others.put(SENT, (long) page.sum("http_response_size_bytes_sum"));
    return new Tally(Counts.requests(page), Counts.errors(page), others);
  }

  /** What has been added since an earlier one. */
  Tally since(Tally earlier) {
    return new Tally(
        Counts.since(earlier.requests, requests),
        Counts.since(earlier.errors, errors),
        Counts.since(earlier.others, others));
  }

  long total() {
    return requests.values().stream().mapToLong(Long::longValue).sum();
  }
}
