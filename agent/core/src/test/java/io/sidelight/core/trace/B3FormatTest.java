package io.sidelight.core.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class B3FormatTest {
  private static final String TRACE = "80f198ee56343ba864fe8b2a57d3eff7";
  private static final String SPAN = "e457b5a2e4d86bd1";
  private static final String PARENT = "05e3ac9a4f6e3b90";

  private final B3Format format = new B3Format(false);

  private SpanContext several(String... namesAndValues) {
    return format.extract(Headers.of(namesAndValues));
  }

  @ParameterizedTest
  @CsvSource({
    "'', false, true, false",
    "-1, true, false, false",
    "-0, false, false, false",
    "-d, true, false, true",
    "-1-" + PARENT + ", true, false, false",
    "-0-" + PARENT + ", false, false, false",
    "-d-" + PARENT + ", true, false, true",
    "-" + PARENT + ", false, true, false",
  })
  void readsIdsAndEveryState(String behind, boolean sampled, boolean deferred, boolean debug) {
    SpanContext context = B3Format.parse(TRACE + "-" + SPAN + behind);
    assertEquals(TRACE, context.traceId());
    assertEquals(SPAN, context.spanId());
    assertEquals(sampled, context.sampled);
    assertEquals(deferred, context.isDeferred());
    assertEquals(debug, context.isDebug());
    assertTrue(context.isRemote());
  }

  @Test
  void padsShortTraceIds() {
    SpanContext context = B3Format.parse(PARENT + "-" + SPAN + "-1");
    assertEquals("0000000000000000" + PARENT, context.traceId());
    assertEquals(SPAN, context.spanId());
    assertEquals(
        "0000000000000000" + PARENT,
        several("X-B3-TraceId", PARENT, "X-B3-SpanId", SPAN).traceId());
  }

  @ParameterizedTest
  @CsvSource({"0, false, false", "1, true, false", "d, true, true"})
  void readsAStateAlone(String state, boolean sampled, boolean debug) {
    SpanContext context = B3Format.parse(state);
    assertFalse(context.isValid());
    assertEquals(sampled, context.sampled);
    assertEquals(debug, context.isDebug());
    assertTrue(context.isDecided());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2",
        "D",
        "-",
        "-1",
        TRACE,
        TRACE + "-",
        TRACE + "-" + SPAN + "-",
        TRACE + "-" + SPAN + "-2",
        TRACE + "-" + SPAN + "-true",
        TRACE + "-" + SPAN + "-1-",
        TRACE + "-" + SPAN + "-1-05e3",
        TRACE + "-" + SPAN + "-1_" + PARENT,
        TRACE + "-" + SPAN + "-1-" + PARENT + "-",
        TRACE + "-" + SPAN + "_1",
        TRACE + "_" + SPAN + "-1",
        "0" + TRACE + "-" + SPAN,
        TRACE + "-" + SPAN + "-1-05E3AC9A4F6E3B90",
        "80F198EE56343BA864FE8B2A57D3EFF7-" + SPAN,
        "00000000000000000000000000000000-" + SPAN + "-1",
        TRACE + "-0000000000000000-1",
        "80f198ee56343ba864fe8b2a57d3efg7-" + SPAN,
      })
  void whatIsNotValidIsNothing(String text) {
    assertNull(B3Format.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "1, '', true, false, false",
    "true, '', true, false, false",
    "0, '', false, false, false",
    "false, '', false, false, false",
    "'', '', false, true, false",
    "maybe, '', false, true, false",
    "'', 1, true, false, true",
    "0, 1, true, false, true",
    "1, 0, true, false, false",
  })
  void readsSeveralHeaders(
      String sampled, String flags, boolean isSampled, boolean deferred, boolean debug) {
    SpanContext context =
        several(
            "X-B3-TraceId",
            TRACE,
            "X-B3-SpanId",
            SPAN,
            "X-B3-ParentSpanId",
            PARENT,
            "X-B3-Sampled",
            sampled,
            "X-B3-Flags",
            flags);
    assertEquals(TRACE, context.traceId());
    assertEquals(SPAN, context.spanId());
    assertEquals(isSampled, context.sampled);
    assertEquals(deferred, context.isDeferred());
    assertEquals(debug, context.isDebug());
  }

  @Test
  void theSingleHeaderGoesBeforeTheSeveral() {
    SpanContext context =
        several("b3", TRACE + "-" + SPAN + "-0", "x-b3-traceid", PARENT, "x-b3-spanid", PARENT);
    assertEquals(TRACE, context.traceId());
    SpanContext other =
        several(
            "b3", "rubbish", "x-b3-traceid", PARENT, "x-b3-spanid", PARENT, "x-b3-sampled", "1");
    assertEquals(PARENT, other.spanId());
    assertTrue(other.sampled);
    assertFalse(several("b3", "0", "x-b3-sampled", "1").sampled);
  }

  @Test
  void idsThatAreMissingOrBrokenLeaveTheDecision() {
    assertFalse(several("x-b3-sampled", "0").isValid());
    assertNull(several("x-b3-sampled", "perhaps"));
    assertNull(several("x-b3-traceid", TRACE));
    assertNull(several("x-b3-spanid", SPAN));
    assertNull(several("x-b3-traceid", TRACE + "0", "x-b3-spanid", SPAN));
    assertNull(several("x-b3-traceid", TRACE, "x-b3-spanid", "1"));
    assertNull(several("x-b3-traceid", "0".repeat(32), "x-b3-spanid", SPAN));
    assertTrue(several("x-b3-traceid", TRACE, "x-b3-sampled", "1").sampled);
  }

  @Test
  void aDecisionThatIsNotMadeIsNotSent() {
    SpanContext deferred = B3Format.parse(TRACE + "-" + SPAN);
    Headers single = new Headers();
    format.inject(deferred, single);
    assertEquals("{b3=" + TRACE + "-" + SPAN + "}", single.toString());
    Headers multi = new Headers();
    new B3Format(true).inject(deferred, multi);
    assertEquals("{x-b3-spanid=" + SPAN + ", x-b3-traceid=" + TRACE + "}", multi.toString());
  }
}
