package io.sidelight.core.start;

import org.jspecify.annotations.Nullable;

/** The beginning of a Prometheus metric name; the value always ends with one underscore. */
final class PrefixType extends Type<String> {

  @Override
  @Nullable String parse(String text) {
    if (text.length() > 100 || !isName(text)) {
      return null;
    }
    return text.endsWith("_") ? text : text + "_";
  }

  /** Whether the text is letters, digits and underscores, and does not begin with a digit. */
  static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  @Override
  String unset() {
    return "";
  }

  @Override
  String accepts() {
    return "letters, digits and underscores, at most 100, not beginning with a digit";
  }
}
