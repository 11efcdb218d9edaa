package io.sidelight.core.start;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list {@code key=value,key=value} in the manner of W3C Baggage, as {@code
 * OTEL_RESOURCE_ATTRIBUTES} has it: commas and percent signs are percent-encoded, spaces around
 * keys and values do not count. As the specification asks, one mistake refuses the whole list.
 */
final class PairsType extends Type<Map<String, String>> {
  /** What the keys are. */
  enum Keys {
    ATTRIBUTE,
    LABEL,
    HEADER
  }

  private final Keys keys;

  PairsType(Keys keys) {
    this.keys = keys;
  }

  @Override
  @Nullable Map<String, String> parse(String text) {
    Map<String, String> pairs = new LinkedHashMap<String, String>();
    int from = 0;
    while (from <= text.length()) {
      int comma = text.indexOf(',', from);
      int end = comma < 0 ? text.length() : comma;
      String pair = text.substring(from, end).trim();
      from = end + 1;
      if (pair.isEmpty()) {
        continue;
      }
      // The first '=' separates: values such as Base64 end in more of them.
      int equals = pair.indexOf('=');
      String key = equals < 0 ? null : decode(pair.substring(0, equals).trim());
      String value = equals < 0 ? null : decode(pair.substring(equals + 1).trim());
      if (key == null || value == null || !isKey(key)) {
        return null;
      }
      pairs.put(key, value);
    }
    return pairs.isEmpty() ? null : Collections.unmodifiableMap(pairs);
  }

  private boolean isKey(String key) {
    if (keys == Keys.LABEL) {
      // Prometheus keeps these for itself.
      boolean reserved = key.startsWith("__") || key.equals("le") || key.equals("quantile");
      return !reserved && PrefixType.isName(key);
    }
    return keys == Keys.HEADER ? isToken(key) : !key.isEmpty();
  }

  /** RFC 9110, 5.6.2. */
  private static boolean isToken(String key) {
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || digit;
      if (!alphanumeric && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
        return false;
      }
    }
    return !key.isEmpty();
  }

  /** The text with %XX replaced; null if an escape is malformed, or hides a control character. */
  private static @Nullable String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length);
    for (int i = 0; i < encoded.length; i++) {
      if (encoded[i] != '%') {
        decoded.write(encoded[i]);
        continue;
      }
      int high = i + 2 < encoded.length ? Character.digit((char) encoded[i + 1], 16) : -1;
      int low = i + 2 < encoded.length ? Character.digit((char) encoded[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        return null;
      }
      decoded.write(high << 4 | low);
      i += 2;
    }
    String result = new String(decoded.toByteArray(), StandardCharsets.UTF_8);
    // U+FFFD stands for bytes that are not UTF-8.
    return result.indexOf('\uFFFD') >= 0 || hasControl(result) ? null : result;
  }

  @Override
  Map<String, String> unset() {
    return Collections.emptyMap();
  }

  @Override
  String accepts() {
    String list = "key=value,key=value with commas inside a value written as %2C and % as %25";
    return keys == Keys.LABEL ? list + ", the keys being valid Prometheus label names" : list;
  }

  /** Headers carry the keys of the receiver. */
  @Override
  boolean secret() {
    return keys == Keys.HEADER;
  }

  @Override
  String show(Map<String, String> value) {
    StringBuilder shown = new StringBuilder();
    for (Map.Entry<String, String> pair : value.entrySet()) {
      shown.append(shown.length() == 0 ? "" : ",").append(pair.getKey()).append('=');
      shown.append(pair.getValue());
    }
    return shown.toString();
  }
}
