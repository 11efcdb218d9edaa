package io.sidelight.core.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";
  private static final String VALID = "00-" + TRACE + "-" + SPAN + "-01";

  @Test
  void readsAndWritesTheSameText() {
    SpanContext context = TraceParent.parse(VALID, null);
    assertEquals(TRACE, context.traceId());
    assertEquals(SPAN, context.spanId());
    assertEquals(0x0af7651916cd43ddL, context.traceIdHigh);
    assertEquals(0x8448eb211c80319cL, context.traceIdLow);
    assertEquals(0xb7ad6b7169203331L, context.spanId);
    assertTrue(context.sampled);
    assertTrue(context.isRemote());
    assertNull(context.traceState());
    assertEquals(VALID, TraceParent.format(context));
  }

  @Test
  void onlyTheLastBitOfTheFlagsIsTheSampledFlagAndOthersAreNotSentOn() {
    assertTrue(TraceParent.parse("00-" + TRACE + "-" + SPAN + "-09", null).sampled);
    assertFalse(TraceParent.parse("00-" + TRACE + "-" + SPAN + "-fe", null).sampled);
    SpanContext unknownFlags = TraceParent.parse("00-" + TRACE + "-" + SPAN + "-ff", null);
    assertEquals(VALID, TraceParent.format(unknownFlags));
  }

  @Test
  void leadingZerosAreKept() {
    SpanContext context = new SpanContext(0, 1, 0x0aL, false, null);
    assertEquals(
        "00-00000000000000000000000000000001-000000000000000a-00", TraceParent.format(context));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cc-" + TRACE + "-" + SPAN + "-01",
        "cc-" + TRACE + "-" + SPAN + "-01-what-the-future-holds",
        "cc-" + TRACE + "-" + SPAN + "-01-",
        "01-" + TRACE + "-" + SPAN + "-01",
      })
  void versionsOfTheFutureAreReadAsFarAsTheyAreKnown(String header) {
    SpanContext context = TraceParent.parse(header, null);
    assertNotNull(context);
    assertEquals(VALID, TraceParent.format(context));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "00",
        VALID + "-",
        VALID + "-more",
        VALID + " ",
        " " + VALID,
        "ff-" + TRACE + "-" + SPAN + "-01",
        "FF-" + TRACE + "-" + SPAN + "-01",
        "0x-" + TRACE + "-" + SPAN + "-01",
        "cc-" + TRACE + "-" + SPAN + "-01.more",
        "cc-" + TRACE + "-" + SPAN + "-0",
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-" + SPAN + "-01",
        "00-" + TRACE + "-B7AD6B7169203331-01",
        "00-" + TRACE + "-" + SPAN + "-0A",
        "00-" + TRACE + "-" + SPAN + "-0x",
        "00_" + TRACE + "-" + SPAN + "-01",
        "00-" + TRACE + "_" + SPAN + "-01",
        "00-" + TRACE + "-" + SPAN + "_01",
        "00-0af7651916cd43dd8448eb211c80319-b7ad6b71692033311-01",
        "00-\u0660af7651916cd43dd8448eb211c80319c-" + SPAN + "-01",
        "00-0af7651916cd43dd8448eb211c80319\ud800-" + SPAN + "-01",
      })
  void whatIsNotValidIsNoContext(String header) {
    assertNull(TraceParent.parse(header, "a=1"));
  }

  @Test
  void hostileInputNeverThrows() {
    assertNull(TraceParent.parse(null, null));
    assertNull(TraceParent.parse("0".repeat(1_000_000), "x".repeat(1_000_000)));
    Random random = new Random(42);
    for (int i = 0; i < 20_000; i++) {
      char[] text = VALID.toCharArray();
      for (int k = 0; k < 3; k++) {
        text[random.nextInt(text.length)] = (char) random.nextInt(0x10000);
      }
      char[] state = new char[random.nextInt(64)];
      for (int k = 0; k < state.length; k++) {
        state[k] = "a=,; \t\r\n\u00ffZ9@".charAt(random.nextInt(12));
      }
      TraceParent.parse(new String(text), new String(state));
      TraceParent.parse(VALID, new String(state));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rojo=00f067aa0ba902b7",
        "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE",
        "a=1 , b=2,\tc=3",
        ",a=1,,",
        "fw529a3039@dt=FfD3-_*/ x!",
        "0digit=1",
      })
  void validTraceStateIsHandedOnUnchanged(String state) {
    assertEquals(state, TraceParent.parse(VALID, state).traceState());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        "a",
        "a=",
        "=1",
        "A=1",
        "a=1=2",
        "a=\u00e9",
        "a=1\r\nX-Evil: 1",
        "a b=1",
      })
  void traceStateThatBreaksTheGrammarIsLeftOutAndTheTraceGoesOn(String state) {
    SpanContext context = TraceParent.parse(VALID, state);
    assertNotNull(context);
    assertNull(context.traceState());
  }

  @Test
  void traceStateIsBounded() {
    assertNotNull(TraceState.clean("a=1" + ",a=1".repeat(31)));
    assertNull(TraceState.clean("a=1" + ",a=1".repeat(32)));
    assertNotNull(TraceState.clean("a".repeat(256) + "=" + "v".repeat(256)));
    assertNull(TraceState.clean("a".repeat(257) + "=1"));
    assertNull(TraceState.clean("a=" + "v".repeat(257)));
    assertNull(TraceState.clean(" ".repeat(TraceState.MAX_LENGTH) + "a=1"));
  }
}
