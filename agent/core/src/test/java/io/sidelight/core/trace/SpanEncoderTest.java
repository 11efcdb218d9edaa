package io.sidelight.core.trace;

import static io.sidelight.core.trace.EncodedSpans.WALL;
import static io.sidelight.core.trace.EncodedSpans.bool;
import static io.sidelight.core.trace.EncodedSpans.bytes;
import static io.sidelight.core.trace.EncodedSpans.number;
import static io.sidelight.core.trace.EncodedSpans.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The fields of a span as the collector decodes them. */
class SpanEncoderTest {
  private final EncodedSpans spans = new EncodedSpans();

  @Test
  void everyFieldArrives() throws Exception {
    SpanContext parent = SpanContext.remote(0x0102L, -2, -3, true, "a=1");
    SpanContext linked = SpanContext.remote(7, 8, 9, true, "b=2");
    Span local = spans.start();
    Span span = spans.start(parent, SpanKind.SERVER, 1_000, new SpanLimits(6, 100, 1, 2));
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

    ExportTraceServiceRequest request = spans.encode();
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

  @Test
  void aPlainRootSaysNothingItDoesNotHave() throws Exception {
    Span span = spans.start();
    span.end(-5);
    io.opentelemetry.proto.trace.v1.Span decoded = spans.encodeOne();
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
      spans.start(null, kind, 0, SpanLimits.defaults()).end(1);
    }
    List<String> kinds = new ArrayList<>();
    for (io.opentelemetry.proto.trace.v1.Span span :
        spans.encode().getResourceSpans(0).getScopeSpans(0).getSpansList()) {
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
    Span span = spans.start();
    span.name("kept").attribute("a", "1");
    span.name(null).attribute("b", (String) null).attribute(null, "c").attribute("", "d");
    span.exception(null).link(null).link(new SpanContext(0, 0, 0, true, null));
    span.end(1);
    span.name("late").attribute("a", "2").attribute("z", 1).error("late");
    span.exception(new RuntimeException()).link(new SpanContext(1, 2, 3, true, null));
    span.end(100);
    io.opentelemetry.proto.trace.v1.Span decoded = spans.encodeOne();
    assertEquals("kept", decoded.getName());
    assertEquals(List.of(text("a", "1")), decoded.getAttributesList());
    assertEquals(WALL + 1, decoded.getEndTimeUnixNano());
    assertEquals(0, decoded.getEventsCount());
    assertEquals(0, decoded.getLinksCount());
    assertFalse(decoded.hasStatus());
  }
}
