package io.sidelight.core.start;

import org.jspecify.annotations.Nullable;

/**
 * An {@code http} or {@code https} address with a host. Checked by hand: {@code java.net.URL} would
 * look for protocol handlers, and with them touch TLS.
 */
final class UrlType extends Type<String> {

  @Override
  @Nullable String parse(String text) {
    int host = hostStart(text);
    if (host < 0 || host == text.length() || "/:?#@".indexOf(text.charAt(host)) >= 0) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) == '"' || text.charAt(i) == '\\') {
        return null;
      }
    }
    return text;
  }

  private static int hostStart(String text) {
    if (text.regionMatches(true, 0, "http://", 0, 7)) {
      return 7;
    }
    return text.regionMatches(true, 0, "https://", 0, 8) ? 8 : -1;
  }

  @Override
  String unset() {
    return "";
  }

  @Override
  String accepts() {
    return "an http:// or https:// address";
  }

  @Override
  String show(String value) {
    return printable(value);
  }

  /** Hides a user and password in front of the host. */
  @Override
  String printable(String text) {
    int start = text.indexOf("://");
    int at = text.lastIndexOf('@');
    return at < 0 || at < start
        ? text
        : text.substring(0, start < 0 ? 0 : start + 3) + "***" + text.substring(at);
  }
}
