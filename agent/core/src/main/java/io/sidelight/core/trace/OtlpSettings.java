package io.sidelight.core.trace;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How to reach a collector by OTLP over HTTP/protobuf. Immutable. The endpoint is checked when the
 * exporter starts, the numbers are brought into a usable range here.
 */
public final class OtlpSettings {
  private static final long MAX_QUEUE_BYTES = 1L << 30;

  /** The full URL, path included: {@code http://localhost:4318/v1/traces}. */
  final String endpoint;

  /** Sent with every request, in addition to the protocol's own. */
  final Map<String, String> headers;

  /** For connecting, and for the whole exchange. */
  final int timeoutMillis;

  final boolean gzip;

  /**
   * The most that ended spans may occupy until they are delivered, by an estimate that rather
   * exceeds the truth.
   */
  final long queueBytes;

  /** Spans per request; as many waiting spans wake the export thread. */
  final int batchSize;

  /** How long an ended span waits for others before it is sent. */
  final int batchDelayMillis;

  public OtlpSettings(
      String endpoint,
      Map<String, String> headers,
      int timeoutMillis,
      boolean gzip,
      long queueBytes,
      int batchSize,
      int batchDelayMillis) {
    this.endpoint = endpoint.trim();
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    this.timeoutMillis = Math.max(1, timeoutMillis);
    this.gzip = gzip;
    this.queueBytes = Math.max(0, Math.min(queueBytes, MAX_QUEUE_BYTES));
    this.batchSize = Math.max(1, Math.min(batchSize, 10_000));
    this.batchDelayMillis = Math.max(1, batchDelayMillis);
  }
}
