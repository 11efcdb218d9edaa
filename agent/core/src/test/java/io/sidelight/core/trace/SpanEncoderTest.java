package io.sidelight.core.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpanEncoderTest {
  private static final long WALL = 1_700_000_000_000_000_000L;

  private final List<Span> ended = new ArrayList<>();
  private final WallClock clock = new FixedClock();

  /** The time of day is {@link #WALL} when nano time is 0. */
  private static final class FixedClock extends WallClock {
    @Override
    long nanoTime() {
      return 0;
    }

    @Override
    long wallNanos() {
      return WALL;
    }
  }

  private Span start(SpanContext parent, SpanKind kind, long nanoTime, SpanLimits limits) {
    return (Span) new Tracer(Sampler.alwaysOn(), ended::add, limits).start(parent, kind, nanoTime);
  }

  private Span start() {
    return start(null, SpanKind.INTERNAL, 0, SpanLimits.defaults());
  }

  private ExportTraceServiceRequest encode() throws Exception {
    Map<String, String> resource = new LinkedHashMap<>();
    resource.put("service.name", "shop");
    resource.put("host.name", "h\u00f6st");
    SpanEncoder encoder = new SpanEncoder(new Resource(resource), "sidelight", "1.2.3", clock);
    ProtoWriter out = encoder.encode(ended.toArray(new Span[0]), ended.size());
    return ExportTraceServiceRequest.parseFrom(ByteString.copyFrom(out.buffer(), 0, out.length()));
  }

  private io.opentelemetry.proto.trace.v1.Span encodeOne() throws Exception {
    assertEquals(1, ended.size());
    return encode().getResourceSpans(0).getScopeSpans(0).getSpans(0);
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static ByteString bytes(long... words) {
    java.nio.ByteBuffer buffer = java.nio.ByteBuffer.allocate(8 * words.length);
    for (long word : words) {
      buffer.putLong(word);
    }
    return ByteString.copyFrom(buffer.array());
  }

  @Test
  void everyFieldArrives() throws Exception {
    SpanContext parent = SpanContext.remote(0x0102L, -2, -3, true, "a=1");
    SpanContext linked = SpanContext.remote(7, 8, 9, true, "b=2");
    Span local = start();
    Span span = start(parent, SpanKind.SERVER, 1_000, new SpanLimits(6, 100, 1, 2));
    span.name("first").name("GET /orders/{id}");
    span.attribute("http.request.method", "POST").attribute("http.request.method", "GET");
    span.attribute("http.response.status_code", 500).attribute("negative", Long.MIN_VALUE);
    span.attribute("yes", true).attribute("no", false).attribute("ratio", -0.25);
    span.attribute("too", "many").attribute("as", 1);
    IllegalStateException cause = new IllegalStateException("no \u00a9 left");
    span.exception(cause).exception(new RuntimeException("too many"));
    span.link(linked).link(local).link(linked);
    span.error("500").error(null);
    span.end(5_000);

    ExportTraceServiceRequest request = encode();
    assertEquals(1, request.getResourceSpansCount());
    ResourceSpans resource = request.getResourceSpans(0);
    assertEquals(
        List.of(text("service.name", "shop"), text("host.name", "h\u00f6st")),
        resource.getResource().getAttributesList());
    assertEquals(1, resource.getScopeSpansCount());
    ScopeSpans scope = resource.getScopeSpans(0);
    assertEquals(
        InstrumentationScope.newBuilder().setName("sidelight").setVersion("1.2.3").build(),
        scope.getScope());

    io.opentelemetry.proto.trace.v1.Span decoded = scope.getSpans(0);
    long eventTime = decoded.getEvents(0).getTimeUnixNano();
    String stackTrace = decoded.getEvents(0).getAttributes(2).getValue().getStringValue();
    io.opentelemetry.proto.trace.v1.Span expected =
        io.opentelemetry.proto.trace.v1.Span.newBuilder()
            .setTraceId(bytes(0x0102L, -2))
            .setSpanId(bytes(span.spanId))
            .setTraceState("a=1")
            .setParentSpanId(bytes(-3))
            .setFlags(0x301)
            .setName("GET /orders/{id}")
            .setKind(io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_SERVER)
            .setStartTimeUnixNano(WALL + 1_000)
            .setEndTimeUnixNano(WALL + 5_000)
            .addAttributes(text("http.request.method", "GET"))
            .addAttributes(number("http.response.status_code", 500))
            .addAttributes(number("negative", Long.MIN_VALUE))
            .addAttributes(bool("yes", true))
            .addAttributes(bool("no", false))
            .addAttributes(
                KeyValue.newBuilder()
                    .setKey("ratio")
                    .setValue(AnyValue.newBuilder().setDoubleValue(-0.25)))
            .setDroppedAttributesCount(2)
            .addEvents(
                io.opentelemetry.proto.trace.v1.Span.Event.newBuilder()
                    .setTimeUnixNano(eventTime)
                    .setName("exception")
                    .addAttributes(text("exception.type", "java.lang.IllegalStateException"))
                    .addAttributes(text("exception.message", "no \u00a9 left"))
                    .addAttributes(text("exception.stacktrace", stackTrace)))
            .setDroppedEventsCount(1)
            .addLinks(
                io.opentelemetry.proto.trace.v1.Span.Link.newBuilder()
                    .setTraceId(bytes(7, 8))
                    .setSpanId(bytes(9))
                    .setTraceState("b=2")
                    .setFlags(0x301))
            .addLinks(
                io.opentelemetry.proto.trace.v1.Span.Link.newBuilder()
                    .setTraceId(bytes(local.traceIdHigh, local.traceIdLow))
                    .setSpanId(bytes(local.spanId))
                    .setFlags(0x101))
            .setDroppedLinksCount(1)
            .setStatus(
                Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).setMessage("500"))
            .build();
    assertEquals(expected, decoded);
    assertEquals(100, stackTrace.length());
    assertTrue(
        stackTrace.startsWith("java.lang.IllegalStateException: no \u00a9 left"), stackTrace);
    assertTrue(decoded.getUnknownFields().asMap().isEmpty());
  }

  private static KeyValue number(String key, long value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setIntValue(value))
        .build();
  }

  private static KeyValue bool(String key, boolean value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setBoolValue(value))
        .build();
  }

  @Test
  void aPlainRootSaysNothingItDoesNotHave() throws Exception {
    Span span = start();
    span.end(-5);
    io.opentelemetry.proto.trace.v1.Span decoded = encodeOne();
    assertEquals(
        io.opentelemetry.proto.trace.v1.Span.newBuilder()
            .setTraceId(bytes(span.traceIdHigh, span.traceIdLow))
            .setSpanId(bytes(span.spanId))
            .setFlags(0x101)
            .setName("unnamed")
            .setKind(io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_INTERNAL)
            .setStartTimeUnixNano(WALL)
            .setEndTimeUnixNano(WALL)
            .build(),
        decoded);
    assertFalse(decoded.hasStatus());
  }

  @Test
  void everyKindHasItsNumber() throws Exception {
    for (SpanKind kind : SpanKind.values()) {
      start(null, kind, 0, SpanLimits.defaults()).end(1);
    }
    List<String> kinds = new ArrayList<>();
    for (io.opentelemetry.proto.trace.v1.Span span :
        encode().getResourceSpans(0).getScopeSpans(0).getSpansList()) {
      kinds.add(span.getKind().name());
    }
    assertEquals(
        List.of(
            "SPAN_KIND_INTERNAL",
            "SPAN_KIND_SERVER",
            "SPAN_KIND_CLIENT",
            "SPAN_KIND_PRODUCER",
            "SPAN_KIND_CONSUMER"),
        kinds);
  }

  @Test
  void nothingChangesAfterTheEndAndNullsAreIgnored() throws Exception {
    Span span = start();
    span.name("kept").attribute("a", "1");
    span.name(null).attribute("b", (String) null).attribute(null, "c").attribute("", "d");
    span.exception(null).link(null).link(new SpanContext(0, 0, 0, true, null));
    span.end(1);
    span.name("late").attribute("a", "2").attribute("z", 1).error("late");
    span.exception(new RuntimeException()).link(new SpanContext(1, 2, 3, true, null));
    span.end(100);
    io.opentelemetry.proto.trace.v1.Span decoded = encodeOne();
    assertEquals("kept", decoded.getName());
    assertEquals(List.of(text("a", "1")), decoded.getAttributesList());
    assertEquals(WALL + 1, decoded.getEndTimeUnixNano());
    assertEquals(0, decoded.getEventsCount());
    assertEquals(0, decoded.getLinksCount());
    assertFalse(decoded.hasStatus());
  }

  @Test
  void everyTextOfUtf16Arrives() throws Exception {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c < 0xd800; c += 7) {
      all.append((char) c);
    }
    all.append("\uffff\ud83d\ude00").appendCodePoint(0x10ffff).append("end");
    Span span = start();
    span.attribute("all", all.toString());
    span.attribute("empty", "");
    span.attribute("lone", "a\ud800b\udc00\ud83d");
    span.attribute("reversed", "\udc00\ud800");
    span.attribute("\u00e4\ud800", "key");
    span.end(1);
    Map<String, String> values = new HashMap<>();
    for (KeyValue attribute : encodeOne().getAttributesList()) {
      assertEquals(AnyValue.ValueCase.STRING_VALUE, attribute.getValue().getValueCase());
      values.put(attribute.getKey(), attribute.getValue().getStringValue());
    }
    assertEquals(all.toString(), values.get("all"));
    assertEquals("", values.get("empty"));
    assertEquals("a\ufffdb\ufffd\ufffd", values.get("lone"));
    assertEquals("\ufffd\ufffd", values.get("reversed"));
    assertEquals("key", values.get("\u00e4\ufffd"));
  }

  @Test
  void textsAreCutToTheLimitButNeverThroughACharacter() throws Exception {
    Span span = start();
    span.name("n".repeat(1 << 20));
    span.attribute("million", "x".repeat(1 << 20));
    span.attribute("split", "y".repeat(16 * 1024 - 1) + "\ud83d\ude00");
    span.error("e".repeat(1 << 20));
    span.exception(new RuntimeException("m".repeat(1 << 20)));
    span.end(1);
    int limit = 16 * 1024;
    io.opentelemetry.proto.trace.v1.Span decoded = encodeOne();
    assertEquals("n".repeat(limit), decoded.getName());
    assertEquals("x".repeat(limit), decoded.getAttributes(0).getValue().getStringValue());
    assertEquals("y".repeat(limit - 1), decoded.getAttributes(1).getValue().getStringValue());
    assertEquals("e".repeat(limit), decoded.getStatus().getMessage());
    assertEquals(
        "m".repeat(limit), decoded.getEvents(0).getAttributes(1).getValue().getStringValue());
    assertEquals(limit, decoded.getEvents(0).getAttributes(2).getValue().getStringValue().length());
  }

  @Test
  void lengthsThatNeedOneToFourBytesAreRight() throws Exception {
    SpanLimits wide = new SpanLimits(200, 1 << 20, 1, 1);
    for (int length : new int[] {0, 1, 100, 127, 128, 129, 16_383, 16_384, 1 << 20}) {
      ended.clear();
      Span span = start(null, SpanKind.CLIENT, 0, wide);
      for (int i = 0; i < 3; i++) {
        span.attribute("k" + i, "v".repeat(length));
      }
      span.end(1);
      io.opentelemetry.proto.trace.v1.Span decoded = encodeOne();
      assertEquals(3, decoded.getAttributesCount());
      assertEquals(length, decoded.getAttributes(2).getValue().getStringValue().length());
    }
  }

  @Test
  void manyAttributesGrowTheSpan() throws Exception {
    Span span = start();
    for (int i = 0; i < 200; i++) {
      span.attribute("k" + i, i);
    }
    for (int i = 0; i < 128; i++) {
      span.attribute(new String("k" + i), 1000 + i);
    }
    span.end(1);
    io.opentelemetry.proto.trace.v1.Span decoded = encodeOne();
    assertEquals(128, decoded.getAttributesCount());
    assertEquals(72, decoded.getDroppedAttributesCount());
    for (int i = 0; i < 128; i++) {
      assertEquals(number("k" + i, 1000 + i), decoded.getAttributes(i));
    }
  }

  @Test
  void exceptionsThatThrowAreSurvived() throws Exception {
    Span span = start();
    span.exception(new SilentException());
    span.exception(new EndlessException());
    span.end(1);
    io.opentelemetry.proto.trace.v1.Span decoded = encodeOne();
    assertEquals(
        List.of(text("exception.type", SilentException.class.getName())),
        decoded.getEvents(0).getAttributesList());
    assertEquals(
        16 * 1024, decoded.getEvents(1).getAttributes(1).getValue().getStringValue().length());
  }

  private static final class SilentException extends RuntimeException {
    @Override
    public String getMessage() {
      throw new StackOverflowError();
    }

    @Override
    public void printStackTrace(PrintWriter writer) {
      throw new IllegalStateException();
    }
  }

  private static final class EndlessException extends RuntimeException {
    @Override
    public void printStackTrace(PrintWriter writer) {
      for (; ; ) {
        writer.println("on and on");
      }
    }
  }
}
