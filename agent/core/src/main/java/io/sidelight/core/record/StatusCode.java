package io.sidelight.core.record;

/** HTTP status codes as label values, made once. */
final class StatusCode {
  /** The least that is no "switching protocols" (HTTP/1.1) and no "OK" (HTTP/2, RFC 8441). */
  static final int NOT_GRANTED = 300;

  private static final String[] TEXT = new String[600];

  static {
    for (int i = 100; i < TEXT.length; i++) {
      TEXT[i] = Integer.toString(i);
    }
  }

  private StatusCode() {}

  /** The three digits, or an empty text for what is no status code. */
  static String text(int status) {
    return status >= 100 && status < TEXT.length ? TEXT[status] : "";
  }
}
