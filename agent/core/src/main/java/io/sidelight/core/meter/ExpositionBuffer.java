package io.sidelight.core.meter;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * A page of metrics that is being written, in the Prometheus text format 0.0.4 or in OpenMetrics
 * 1.0. Code that writes it runs a few times a minute and is never compiled, so that what counts is
 * how much of it there is to run: texts are made once and copied. Not thread-safe.
 */
public final class ExpositionBuffer extends ByteArrayOutputStream {
  /** The media type of the text format. */
  public static final String TEXT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  /** The media type of OpenMetrics. */
  public static final String OPEN_METRICS_TYPE =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private static final int LONGEST_NUMBER = 20;

  private final boolean openMetrics;

  /**
   * An empty page.
   *
   * @param room bytes that are expected
   */
  public ExpositionBuffer(boolean openMetrics, int room) {
    super(room);
    this.openMetrics = openMetrics;
  }

  boolean isOpenMetrics() {
    return openMetrics;
  }

  /** Appends bytes as they are. */
  void raw(byte[] bytes) {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, buf, count, bytes.length);
    count += bytes.length;
  }

  void raw(char ascii) {
    reserve(1);
    buf[count++] = (byte) ascii;
  }

  void text(String text) {
    raw(bytes(text));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Forgets what was written behind a position. */
  void cut(int size) {
    count = size;
  }

  /** Appends what stands before a number. */
  void sample(byte[] name, byte[] labels) {
    raw(name);
    if (labels.length > 0) {
      raw('{');
      raw(labels);
      raw('}');
    }
    raw(' ');
  }

  /** Appends a whole number. */
  void digits(long number) {
    if (number < 0) {
      text(Long.toString(number));
      return;
    }
    reserve(LONGEST_NUMBER);
    int length = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      length++;
    }
    count += length;
    long rest = number;
    for (int at = count - 1; length > 0; at--, length--) {
      buf[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** Appends a whole number as a floating-point one. */
  void whole(long number) {
    digits(number);
    raw('.');
    raw('0');
  }

  /** Appends a fraction, exactly. */
  void fraction(long number, long powerOfTen) {
    if (number < 0) {
      text(Double.toString((double) number / powerOfTen));
      return;
    }
    digits(number / powerOfTen);
    raw('.');
    long rest = number % powerOfTen;
    long digit = powerOfTen / 10;
    do {
      raw((char) ('0' + (digit == 0 ? 0 : rest / digit)));
      rest = digit == 0 ? 0 : rest % digit;
      digit /= 10;
    } while (rest > 0);
  }

  void number(double number) {
    long whole = (long) number;
    if (whole == number && Math.abs(whole) < 1L << 53) {
      whole(whole);
    } else {
      text(Double.toString(number));
    }
  }

  /** A label as it stands between the braces. */
  static String label(String name, String value) {
    return name + "=\"" + escaped(value) + '"';
  }

  /** Labels as they stand between the braces, in the order of the map. */
  static String labels(Map<String, String> labels) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> label : labels.entrySet()) {
      text.append(text.length() == 0 ? "" : ",");
      text.append(label(label.getKey(), label.getValue()));
    }
    return text.toString();
  }

  /** The text of a label's value, or of a help. */
  static String escaped(String text) {
    if (text.indexOf('\\') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0) {
      return text;
    }
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private void reserve(int more) {
    if (buf.length - count < more) {
      buf = Arrays.copyOf(buf, Math.max(count + more, 2 * buf.length));
    }
  }
}
