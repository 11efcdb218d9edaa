package io.sidelight.core.trace;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The entries of a {@code baggage} header, as values that an application sees and sets: W3C Baggage
 * encodes them with percent signs. Properties of entries are not kept.
 */
public final class BaggageEntries {
  private static final char[] DIGITS = "0123456789ABCDEF".toCharArray();

  private BaggageEntries() {}

  /**
   * The decoded values by their keys, in the order of the header; of several with one key the last
   * counts. What is not valid is left out, and bytes that are not UTF-8 become U+FFFD. The map
   * belongs to the caller.
   */
  public static Map<String, String> parse(String header) {
    Map<String, String> entries = new LinkedHashMap<>();
    String text = Baggage.clean(header);
    int start = 0;
    while (text != null && start < text.length()) {
      int memberEnd = Baggage.memberEnd(text, start);
      int end = Baggage.partEnd(text, start, memberEnd);
      int equals = text.indexOf('=', start);
      int from = Baggage.skipSpace(text, start, equals);
      String key = text.substring(from, Baggage.trimSpace(text, from, equals));
      int value = Baggage.skipSpace(text, equals + 1, end);
      entries.put(key, decode(text.substring(value, Baggage.trimSpace(text, value, end))));
      start = memberEnd + 1;
    }
    return entries;
  }

  /**
   * The header that says this; empty if nothing can be said. Keys that are no tokens cannot be
   * written and are left out, and so is what does not fit into the limits.
   */
  public static String format(Map<String, String> entries) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      String key = entry.getKey();
      if (!key.isEmpty() && Baggage.isToken(key, 0, key.length())) {
        text.append(text.length() == 0 ? "" : ",").append(key).append('=');
        encode(entry.getValue(), text);
      }
    }
    String fitting = Baggage.clean(text.toString());
    return fitting == null ? "" : fitting;
  }

  private static String decode(String value) {
    if (value.indexOf('%') < 0) {
      return value;
    }
    byte[] bytes = new byte[value.length()];
    int length = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      int high = c == '%' && i + 2 < value.length() ? Hex.digit(value.charAt(i + 1)) : -1;
      int low = high < 0 ? -1 : Hex.digit(value.charAt(i + 2));
      if (low < 0) {
        bytes[length++] = (byte) c;
      } else {
        bytes[length++] = (byte) (high << 4 | low);
        i += 2;
      }
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static void encode(String value, StringBuilder text) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    for (byte b : bytes) {
      if (b != '%' && Baggage.isValueOctet((char) (b & 0xff))) {
        text.append((char) b);
      } else {
        text.append('%').append(DIGITS[b >> 4 & 0xf]).append(DIGITS[b & 0xf]);
      }
    }
  }
}
