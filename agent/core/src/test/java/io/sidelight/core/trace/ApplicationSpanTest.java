package io.sidelight.core.trace;

import static io.sidelight.core.trace.EncodedSpans.number;
import static io.sidelight.core.trace.EncodedSpans.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span.Event;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What only applications say on their spans: arrays, events, attributes of links, Ok. */
class ApplicationSpanTest {
  private final EncodedSpans spans = new EncodedSpans();

  @Test
  void valuesOfAllTypesArrive() throws Exception {
    Span span = spans.start();
    SpanEdits.attribute(span, "int", 7);
    SpanEdits.attribute(span, "byte", (byte) 8);
    SpanEdits.attribute(span, "float", 0.5f);
    SpanEdits.attribute(span, "own", new StringBuilder("words"));
    SpanEdits.attribute(span, "none", null);
    SpanEdits.attribute(span, "list", Arrays.asList("a", 1, null, true));
    SpanEdits.attribute(span, "array", new double[] {0.25});
    SpanEdits.attribute(span, "objects", new Object[0]);
    List<KeyValue> attributes = end(span).getAttributesList();
    assertEquals(
        List.of(
            number("int", 7),
            number("byte", 8),
            KeyValue.newBuilder()
                .setKey("float")
                .setValue(AnyValue.newBuilder().setDoubleValue(0.5))
                .build(),
            text("own", "words"),
            array(
                "list",
                AnyValue.newBuilder().setStringValue("a").build(),
                AnyValue.newBuilder().setIntValue(1).build(),
                AnyValue.getDefaultInstance(),
                AnyValue.newBuilder().setBoolValue(true).build()),
            array("array", AnyValue.newBuilder().setDoubleValue(0.25).build()),
            array("objects")),
        attributes);
  }

  private static KeyValue array(String key, AnyValue... values) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(
            AnyValue.newBuilder()
                .setArrayValue(ArrayValue.newBuilder().addAllValues(List.of(values))))
        .build();
  }

  @Test
  void eventsAndLinksHaveAttributes() throws Exception {
    Span span = spans.start();
    Object[] pairs = {"text", "a", "count", 3, "nothing", null, null, "no key"};
    SpanEdits.event(span, "happened", 4_000, pairs);
    SpanEdits.event(span, null, 0, pairs);
    Object[] own = {"exception.message", "own"};
    SpanEdits.exception(span, new IllegalStateException("no"), own);
    SpanEdits.link(span, new SpanContext(1, 2, 3, true, null), pairs);
    io.opentelemetry.proto.trace.v1.Span ended = end(span);
    assertEquals(2, ended.getEventsCount());
    Event event = ended.getEvents(0);
    assertEquals("happened", event.getName());
    assertEquals(List.of(text("text", "a"), number("count", 3)), event.getAttributesList());
    Event exception = ended.getEvents(1);
    assertEquals(text("exception.message", "own"), exception.getAttributes(0));
    assertEquals("exception.type", exception.getAttributes(1).getKey());
    assertEquals("exception.stacktrace", exception.getAttributes(2).getKey());
    assertEquals(3, exception.getAttributesCount());
    assertEquals(event.getAttributesList(), ended.getLinks(0).getAttributesList());
  }

  @Test
  void limitsHoldForThemAsWell() throws Exception {
    Span span = spans.start(null, SpanKind.INTERNAL, 1_000, new SpanLimits(2, 3, 1, 1));
    SpanEdits.attribute(span, "list", Collections.singletonList("longer"));
    SpanEdits.event(span, "longer", 0, new Object[] {"a", "longer", "b", 1, "c", 2});
    SpanEdits.event(span, "other", 0, new Object[0]);
    SpanContext other = new SpanContext(1, 2, 3, true, null);
    SpanEdits.link(span, other, new Object[0]);
    SpanEdits.link(span, other, new Object[0]);
    int before = span.weigh();
    SpanEdits.attribute(span, "large", new String[] {"abc", "def"});
    assertTrue(span.weigh() > before + 100, "arrays weigh nothing");
    io.opentelemetry.proto.trace.v1.Span ended = end(span);
    assertEquals(
        "lon", ended.getAttributes(0).getValue().getArrayValue().getValues(0).getStringValue());
    assertEquals("lon", ended.getEvents(0).getName());
    assertEquals(List.of(text("a", "lon"), number("b", 1)), ended.getEvents(0).getAttributesList());
    assertEquals(1, ended.getDroppedEventsCount());
    assertEquals(1, ended.getDroppedLinksCount());
  }

  @Test
  void okIsFinal() throws Exception {
    Span span = spans.start();
    SpanEdits.error(span, "before");
    SpanEdits.ok(span);
    SpanEdits.error(span, "after");
    assertEquals(
        Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_OK).build(),
        end(span).getStatus());
    assertTrue(span.hasEnded());
    SpanEdits.event(span, "late", 0, new Object[0]);
    SpanEdits.attribute(span, "late", 1);
    SpanEdits.ok(span);
  }

  private io.opentelemetry.proto.trace.v1.Span end(Span span) throws Exception {
    span.end(5_000);
    return spans.encode().getResourceSpans(0).getScopeSpans(0).getSpans(0);
  }
}
