package io.sidelight.core.trace;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is said in the head of each request, beside its target and its length: what the protocol
 * wants and what was configured.
 */
final class RequestHeaders {
  static final String PROTOBUF = "application/x-protobuf";

  /** Of a token (RFC 9110, 5.6.2), beside letters and digits. */
  private static final String SIGNS = "!#$%&'*+-.^_`|~";

  /** What the connection says, and not who uses it. */
  private static final Set<String> RESERVED =
      new HashSet<>(
          Arrays.asList(
              "connection",
              "content-length",
              "expect",
              "host",
              "keep-alive",
              "te",
              "trailer",
              "transfer-encoding",
              "upgrade"));

  private RequestHeaders() {}

  /**
   * By name. What was configured and is not valid is named once, without its value, and left out.
   */
  static Map<String, String> of(OtlpSettings settings, String userAgent, ExportLog log) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("User-Agent", userAgent);
    headers.put("Accept", PROTOBUF);
    for (Map.Entry<String, String> header : settings.headers.entrySet()) {
      String name = header.getKey();
      if (!isToken(name) || !isValue(header.getValue())) {
        log.warn("header '" + Texts.printable(name) + "' for the collector is not valid: not sent");
      } else if (!RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
        headers.put(name, header.getValue());
      }
    }
    headers.put("Content-Type", PROTOBUF);
    if (settings.gzip) {
      headers.put("Content-Encoding", "gzip");
    }
    return Collections.unmodifiableMap(headers);
  }

  private static boolean isToken(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      if (!letter && !(c >= '0' && c <= '9') && SIGNS.indexOf(c) < 0) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static boolean isValue(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' && c != '\t' || c == 0x7f || c > 0xff) {
        return false;
      }
    }
    return true;
  }
}
