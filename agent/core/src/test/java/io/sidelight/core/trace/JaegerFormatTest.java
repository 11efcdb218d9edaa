package io.sidelight.core.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JaegerFormatTest {
  private static final String TRACE = "80f198ee56343ba864fe8b2a57d3eff7";
  private static final String SPAN = "e457b5a2e4d86bd1";

  @ParameterizedTest
  @CsvSource({
    TRACE + ":" + SPAN + ":0:1, " + TRACE + ", " + SPAN + ", true, false",
    TRACE + ":" + SPAN + ":0:00, " + TRACE + ", " + SPAN + ", false, false",
    TRACE + ":" + SPAN + ":" + SPAN + ":03, " + TRACE + ", " + SPAN + ", true, true",
    TRACE + ":" + SPAN + ":0:2, " + TRACE + ", " + SPAN + ", true, true",
    TRACE + ":" + SPAN + ":0:8, " + TRACE + ", " + SPAN + ", false, false",
    "80F198EE56343BA864FE8B2A57D3EFF7:" + SPAN + ":0:1, " + TRACE + ", " + SPAN + ", true, false",
    TRACE + "%3A" + SPAN + "%3a0%3A1, " + TRACE + ", " + SPAN + ", true, false",
    "1f:2:0:1, 0000000000000000000000000000001f, 0000000000000002, true, false",
    "1" + SPAN + ":2:0:1, 0000000000000001" + SPAN + ", 0000000000000002, true, false",
  })
  void readsIdsOfAnyLengthAndTheFlags(
      String text, String trace, String span, boolean sampled, boolean debug) {
    SpanContext context = JaegerFormat.parse(text);
    assertEquals(trace, context.traceId());
    assertEquals(span, context.spanId());
    assertEquals(sampled, context.sampled);
    assertEquals(debug, context.isDebug());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        ":::",
        "1",
        "1:2",
        "1:2:0",
        "1:2:0:",
        ":2:0:1",
        "1::0:1",
        "1:2::1",
        "1:2:0:1:",
        "1:2:0:1 ",
        "1:2:0:001",
        "1:2:0:x",
        "0:2:0:1",
        "1:0:0:1",
        "x:2:0:1",
        "1:2%3:0:1",
        "1:2%",
        "1" + TRACE + ":2:0:1",
        "1:1" + SPAN + ":0:1",
        "1:2:1" + SPAN + ":1",
      })
  void whatIsNotValidIsNothing(String text) {
    assertNull(JaegerFormat.parse(text));
  }
}
