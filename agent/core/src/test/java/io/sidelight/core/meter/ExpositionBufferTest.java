package io.sidelight.core.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionBufferTest {
  private final ExpositionBuffer out = new ExpositionBuffer(false, 0);

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 9, 10, 99, 100, 1234567890, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void wholeNumbers(long number) {
    out.digits(number);
    assertEquals(Long.toString(number), text());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1000000000, 0.0",
    "5, 1, 5.0",
    "1, 1000000000, 0.000000001",
    "1500000000, 1000000000, 1.5",
    "1000000001, 1000000000, 1.000000001",
    "20000000, 1000000000, 0.02",
    "1732968000042, 1000, 1732968000.042",
    "9223372036854775807, 1000000000, 9223372036.854775807",
    "-5, 10, -0.5"
  })
  void fractions(long number, long powerOfTen, String expected) {
    out.fraction(number, powerOfTen);
    assertEquals(expected, text());
  }

  @Test
  void fractionsAreWhatTheyStandFor() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      long nanos = random.nextLong() >>> 1 + random.nextInt(60);
      out.reset();
      out.fraction(nanos, 1_000_000_000L);
      assertEquals(nanos / 1e9, Double.parseDouble(text()), nanos * 1e-24, text());
    }
  }

  @ParameterizedTest
  @CsvSource({"0.25, 0.25", "12, 12.0", "1e20, 1.0E20", "-3, -3.0", "123456789, 123456789.0"})
  void anyNumbers(double number, String expected) {
    out.number(number);
    assertEquals(expected, text());
  }

  @Test
  void labelsAreEscaped() {
    assertEquals("plain", ExpositionBuffer.escaped("plain"));
    assertEquals("a\\\\b\\\"c\\nd", ExpositionBuffer.escaped("a\\b\"c\nd"));
  }
}
