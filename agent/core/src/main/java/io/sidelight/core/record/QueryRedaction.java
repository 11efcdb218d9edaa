package io.sidelight.core.record;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Takes out of a query string what would let its reader act as its sender. */
final class QueryRedaction {
  /** Keys whose values are credentials: those of the conventions, and the other well-known ones. */
  private static final String[] KEYS = {
    "awsaccesskeyid",
    "signature",
    "sig",
    "x-goog-signature",
    "x-amz-signature",
    "x-amz-credential",
    "x-amz-security-token",
    "access_token",
    "password",
    "token",
    "api_key",
    "apikey",
    "secret",
  };

  private QueryRedaction() {}

  static @Nullable String redact(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return null;
    }
    StringBuilder redacted = null;
    int begin = 0;
    while (begin < query.length()) {
      int end = query.indexOf('&', begin);
      end = end < 0 ? query.length() : end;
      int equals = query.indexOf('=', begin);
      boolean secret = equals > begin && equals < end && isSecret(query.substring(begin, equals));
      if (secret && redacted == null) {
        redacted = new StringBuilder(query.length()).append(query, 0, begin);
      }
      if (redacted != null) {
        redacted.append(query, begin, secret ? equals + 1 : end);
        redacted.append(secret ? "REDACTED" : "").append(end < query.length() ? "&" : "");
      }
      begin = end + 1;
    }
    return redacted == null ? query : redacted.toString();
  }

  /** A whole URL without user, password and fragment, and with its query redacted. */
  static @Nullable String url(@Nullable String url) {
    if (url == null) {
      return null;
    }
    int fragment = url.indexOf('#');
    String shown = fragment < 0 ? url : url.substring(0, fragment);
    int query = shown.indexOf('?');
    if (query >= 0) {
      String redacted = redact(shown.substring(query + 1));
      shown = shown.substring(0, query + 1) + HttpServerRecorder.text(redacted);
    }
    int host = shown.indexOf("://") + 3;
    if (host < 3) {
      return shown;
    }
    int end = host;
    while (end < shown.length() && "/?".indexOf(shown.charAt(end)) < 0) {
      end++;
    }
    int at = shown.lastIndexOf('@', end - 1);
    return at < host ? shown : shown.substring(0, host) + "REDACTED:REDACTED" + shown.substring(at);
  }

  private static boolean isSecret(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    for (String secret : KEYS) {
      if (lower.equals(secret)) {
        return true;
      }
    }
    return false;
  }
}
