package io.sidelight.core.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the formats go together, and what becomes of what they read. */
class PropagationTest {
  private static final String W3C = "00-0000000000000001000000000000000a-00000000000000aa-01";
  private static final String B3 = "0000000000000001000000000000000b-00000000000000bb-1";
  private static final String JAEGER = "1000000000000000c:cc:0:1";
  private static final List<String> ALL =
      List.of("tracecontext", "baggage", "b3", "b3multi", "jaeger");

  private final Tracer tracer =
      new Tracer(Sampler.parse(null, null), span -> {}, SpanLimits.defaults());

  private static String idOf(SpanContext context) {
    return Long.toHexString(context.spanId);
  }

  private static Headers injected(SpanContext context, String... names) {
    Headers headers = new Headers();
    Propagation.of(List.of(names)).inject(context, headers);
    return headers;
  }

  @Test
  void theLastValidOneInTheOrderConfiguredCounts() {
    Headers all = Headers.of("traceparent", W3C, "b3", B3, "uber-trace-id", JAEGER);
    assertEquals("cc", idOf(Propagation.of(ALL).extract(all)));
    assertEquals("bb", idOf(Propagation.of(List.of("jaeger", "b3")).extract(all)));
    assertEquals("aa", idOf(Propagation.of(List.of("b3multi", "tracecontext")).extract(all)));
    all.header("uber-trace-id", "nothing");
    assertEquals("bb", idOf(Propagation.of(ALL).extract(all)));
    all.header("b3", "0");
    SpanContext w3c = Propagation.of(ALL).extract(all);
    assertEquals("aa", idOf(w3c));
    assertTrue(w3c.sampled);
  }

  @Test
  void formatsThatAreNotConfiguredAreNeitherReadNorWritten() {
    Headers all =
        Headers.of("traceparent", W3C, "b3", B3, "uber-trace-id", JAEGER, "baggage", "a=1");
    assertNull(Propagation.of(List.of()).extract(all));
    assertNull(Propagation.of(List.of("xray", "ottrace")).extract(all));
    assertNull(Propagation.of(List.of("tracecontext")).extract(all).baggage());
    SpanContext context = new SpanContext(1, 2, 3, true, "s=1").withBaggage("a=1");
    assertEquals("{}", injected(context).toString());
    assertEquals("{baggage=a=1}", injected(context, "baggage").toString());
    assertEquals(
        "{traceparent=00-00000000000000010000000000000002-0000000000000003-01, tracestate=s=1}",
        injected(context, "tracecontext").toString());
  }

  @Test
  void allFormatsAreWritten() {
    SpanContext context = new SpanContext(1, 2, 3, true, "s=1").withBaggage("a=1");
    assertEquals(
        "{b3=00000000000000010000000000000002-0000000000000003-1,"
            + " baggage=a=1,"
            + " traceparent=00-00000000000000010000000000000002-0000000000000003-01,"
            + " tracestate=s=1,"
            + " uber-trace-id=00000000000000010000000000000002:0000000000000003:0:01,"
            + " x-b3-sampled=1,"
            + " x-b3-spanid=0000000000000003,"
            + " x-b3-traceid=00000000000000010000000000000002}",
        injected(context, ALL.toArray(new String[0])).toString());
  }

  @Test
  void unsampledContextsSaySo() {
    Headers headers = injected(new SpanContext(1, 2, 3, false, null), ALL.toArray(new String[0]));
    assertTrue(headers.header("traceparent").endsWith("-00"));
    assertTrue(headers.header("b3").endsWith("-0"));
    assertEquals("0", headers.header("x-b3-sampled"));
    assertTrue(headers.header("uber-trace-id").endsWith(":00"));
  }

  @Test
  void aContextThatIsNotValidIsNotWritten() {
    String[] all = ALL.toArray(new String[0]);
    assertEquals("{}", injected(new SpanContext(0, 0, 1, true, "a=1"), all).toString());
    assertEquals("{}", injected(new SpanContext(1, 1, 0, true, "a=1"), all).toString());
    SpanContext load = Propagation.of(ALL).extract(Headers.of("baggage", "a=1"));
    assertEquals("{}", injected(load, all).toString());
  }

  @Test
  void nothingIsNoContext() {
    assertNull(Propagation.of(ALL).extract(new Headers()));
    assertNull(Propagation.of(ALL).extract(Headers.of("traceparent", "", "b3", "", "baggage", "")));
  }

  @Test
  void everyFormatReadsWhatItWrites() {
    for (String name : List.of("tracecontext", "b3", "b3multi", "jaeger")) {
      Propagation propagation = Propagation.of(List.of(name, "baggage"));
      for (boolean sampled : new boolean[] {true, false}) {
        SpanContext sent = new SpanContext(-1, 2, Long.MIN_VALUE, sampled, null);
        Headers headers = new Headers();
        propagation.inject(sent.withBaggage("k=v"), headers);
        SpanContext read = propagation.extract(headers);
        assertEquals(sent.toString(), read.toString(), name);
        assertEquals("k=v", read.baggage(), name);
        assertTrue(read.isRemote(), name);
        assertFalse(read.isDeferred(), name);
      }
    }
  }

  @Test
  void baggageAloneTravelsWithTheTraceThatBeginsHere() {
    SpanContext origin =
        Propagation.of(ALL).extract(Headers.of("baggage", "user=alice", "tracestate", "s=1"));
    Span root = (Span) tracer.start(origin, SpanKind.SERVER, 1);
    assertTrue(root.isValid());
    assertEquals(0, root.parentSpanId);
    assertFalse(root.hasRemoteParent());
    assertEquals("user=alice", root.baggage());
    assertNull(root.traceState());
    SpanContext child = tracer.start(root, SpanKind.CLIENT, 2);
    assertEquals("user=alice", injected(child, "baggage").header("baggage"));
    Tracer off = new Tracer(Sampler.alwaysOff(), span -> {}, SpanLimits.defaults());
    SpanContext unsampled = off.start(origin, SpanKind.SERVER, 1);
    assertFalse(unsampled.sampled);
    assertEquals("user=alice", unsampled.baggage());
    assertEquals("user=alice", off.start(root, SpanKind.CLIENT, 1).baggage());
  }

  @Test
  void aDecisionAloneIsFollowedByTheTraceThatBeginsHere() {
    Propagation b3 = Propagation.of(List.of("b3"));
    SpanContext denied = tracer.start(b3.extract(Headers.of("b3", "0")), SpanKind.SERVER, 1);
    assertTrue(denied.isValid());
    assertFalse(denied.sampled);
    assertFalse(denied instanceof Span);
    Tracer none =
        new Tracer(
            Sampler.parse("parentbased_always_off", null), span -> {}, SpanLimits.defaults());
    assertTrue(none.start(b3.extract(Headers.of("b3", "1")), SpanKind.SERVER, 1) instanceof Span);
    assertFalse(
        none.start(b3.extract(Headers.of("baggage", "a=1")), SpanKind.SERVER, 1) instanceof Span);
    assertFalse(
        none.start(new SpanContext(0, 0, 0, true, null), SpanKind.SERVER, 1) instanceof Span);
  }

  @Test
  void aDeferredDecisionIsTheSamplersAndTheIdsAreKept() {
    SpanContext parent = B3Format.parse("0000000000000001000000000000000b-00000000000000bb");
    Span span = (Span) tracer.start(parent, SpanKind.SERVER, 1);
    assertEquals(0xbb, span.parentSpanId);
    assertEquals(0xb, span.traceIdLow);
    assertFalse(span.isDeferred());
    Tracer none =
        new Tracer(
            Sampler.parse("parentbased_always_off", null), ended -> {}, SpanLimits.defaults());
    SpanContext unsampled = none.start(parent, SpanKind.SERVER, 1);
    assertNotEquals(parent, unsampled);
    assertEquals(B3.replace("-1", "-0"), injected(unsampled, "b3").header("b3"));
    assertSame(unsampled, none.start(unsampled, SpanKind.CLIENT, 1));
  }

  @Test
  void theWishToDebugIsHandedOn() {
    SpanContext parent =
        Propagation.of(List.of("b3")).extract(Headers.of("b3", B3.replace("-1", "-d")));
    SpanContext client = tracer.start(tracer.start(parent, SpanKind.SERVER, 1), SpanKind.CLIENT, 1);
    assertTrue(client instanceof Span);
    assertTrue(injected(client, "b3").header("b3").endsWith("-d"));
    Headers several = injected(client, "b3multi");
    assertEquals("1", several.header("X-B3-Flags"));
    assertNull(several.header("X-B3-Sampled"));
    assertTrue(injected(client, "jaeger").header("uber-trace-id").endsWith(":03"));
    assertTrue(client.identity().isDebug());
    Span root =
        (Span)
            tracer.start(
                Propagation.of(List.of("b3")).extract(Headers.of("b3", "d")), SpanKind.SERVER, 1);
    assertTrue(root.isDebug());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void hostileInputNeverThrowsAndWhatIsReadCanBeWritten(long seed) {
    Random random = new Random(seed);
    String[] names = {
      "traceparent",
      "tracestate",
      "b3",
      "x-b3-traceid",
      "x-b3-spanid",
      "x-b3-sampled",
      "x-b3-flags",
      "uber-trace-id",
      "baggage"
    };
    String[] seeds = {
      W3C,
      B3,
      JAEGER,
      "a=1,b=2;c=3;d",
      "1",
      "0",
      "d",
      "true",
      "%3A",
      "",
      "0".repeat(32),
      "f".repeat(16)
    };
    Propagation all = Propagation.of(ALL);
    int read = 0;
    for (int round = 0; round < 30_000; round++) {
      Headers headers = new Headers();
      for (int i = random.nextInt(names.length); i >= 0; i--) {
        headers.header(names[random.nextInt(names.length)], mutated(seeds, random));
      }
      SpanContext context = all.extract(headers);
      if (context != null) {
        read++;
        assertTrue(context.isRemote());
        SpanContext started = tracer.start(context, SpanKind.SERVER, 1);
        assertTrue(started.isValid());
        Headers written = new Headers();
        all.inject(started, written);
        SpanContext again = all.extract(written);
        assertEquals(started.toString(), again.toString(), headers::toString);
        assertEquals(started.baggage(), again.baggage(), headers::toString);
        assertEquals(started.isDebug(), again.isDebug(), headers::toString);
      }
    }
    assertTrue(read > 1_000, "of 30,000 only " + read + " carried anything");
  }

  private static String mutated(String[] seeds, Random random) {
    StringBuilder text = new StringBuilder(seeds[random.nextInt(seeds.length)]);
    for (int k = random.nextInt(3); k > 0; k--) {
      int at = random.nextInt(text.length() + 1);
      switch (random.nextInt(4)) {
        case 0:
          text.insert(at, (char) random.nextInt(0x10000));
          break;
        case 1:
          text.insert(at, "-:%;,= \t\r\n0fF\"\\".charAt(random.nextInt(14)));
          break;
        case 2:
          text.setLength(at);
          break;
        default:
          text.append(seeds[random.nextInt(seeds.length)]);
      }
    }
    return text.toString();
  }

  @Test
  void whatIsLongIsReadNoSlowerThanItIsLong() {
    List<String> texts = new ArrayList<>();
    for (String part : List.of("0", "a=1,", ",", ";", "a;", "=", "a=1;", ":", "-", "%3A", "é")) {
      texts.add(part.repeat(1_000_000 / part.length()));
    }
    Propagation all = Propagation.of(ALL);
    for (String text : texts) {
      Headers headers =
          Headers.of(
              "traceparent",
              text,
              "b3",
              text,
              "uber-trace-id",
              text,
              "baggage",
              text,
              "x-b3-traceid",
              text);
      SpanContext context = all.extract(headers);
      if (context != null) {
        assertNotNull(context.baggage());
        assertTrue(context.baggage().length() <= Baggage.MAX_LENGTH);
      }
    }
  }
}
