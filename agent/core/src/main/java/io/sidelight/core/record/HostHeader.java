package io.sidelight.core.record;

import org.jspecify.annotations.Nullable;

/** The parts of a {@code Host} header or {@code :authority} (RFC 9110, 7.2): host and port. */
public final class HostHeader {
  private HostHeader() {}

  /** The host; an IPv6 address with its brackets. Null if there is none. */
  public static @Nullable String host(@Nullable String header) {
    if (header == null || header.isEmpty()) {
      return null;
    }
    int colon = colon(header);
    return colon < 0 ? header : header.substring(0, colon);
  }

  /** The port; 0 if it is not said, or cannot be one. */
  public static int port(@Nullable String header) {
    int colon = header == null ? -1 : colon(header);
    if (header == null || colon < 0 || header.length() - colon > 6) {
      return 0;
    }
    int port = 0;
    for (int i = colon + 1; i < header.length(); i++) {
      int digit = header.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      port = 10 * port + digit;
    }
    return port;
  }

  private static int colon(String header) {
    int colon = header.lastIndexOf(':');
    return colon > header.lastIndexOf(']') ? colon : -1;
  }
}
