package io.sidelight.core.trace;

import static io.sidelight.core.trace.EncodedSpans.number;
import static io.sidelight.core.trace.EncodedSpans.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What many spans have in common, as the collector decodes it. */
class SpanTemplateTest {
  private final EncodedSpans spans = new EncodedSpans();
  private final SpanTemplate template =
      template("SELECT b\u00fccher", "db.system.name", "h2", "absent", null, "server.port", 9092);

  private static SpanTemplate template(String name, Object... attributes) {
    return SpanTemplate.of(SpanLimits.defaults(), name, attributes);
  }

  private io.opentelemetry.proto.trace.v1.Span encoded() throws Exception {
    List<io.opentelemetry.proto.trace.v1.Span> all =
        spans.encode().getResourceSpans(0).getScopeSpans(0).getSpansList();
    return all.get(all.size() - 1);
  }

  @Test
  void eachSpanSaysAllOfIt() throws Exception {
    for (int i = 0; i < 3; i++) {
      Span span = spans.start();
      span.describe(template).attribute("own", i);
      span.end(5_000);
      io.opentelemetry.proto.trace.v1.Span decoded = encoded();
      assertEquals("SELECT b\u00fccher", decoded.getName());
      assertEquals(
          List.of(text("db.system.name", "h2"), number("server.port", 9092), number("own", i)),
          decoded.getAttributesList());
      assertTrue(decoded.getUnknownFields().asMap().isEmpty());
    }
  }

  @Test
  void aNameGivenLaterCounts() throws Exception {
    Span first = spans.start();
    first.describe(template);
    first.end(5_000);
    Span renamed = spans.start();
    renamed.name("before").describe(template).name("after");
    renamed.end(5_000);
    io.opentelemetry.proto.trace.v1.Span decoded = encoded();
    assertEquals("after", decoded.getName());
    assertEquals(2, decoded.getAttributesCount());
  }

  @Test
  void whatTheSpanHasAlreadyIsReplaced() throws Exception {
    Span span = spans.start();
    span.attribute("server.port", 1).attribute("own", "x").name("before");
    span.describe(template);
    span.end(5_000);
    io.opentelemetry.proto.trace.v1.Span decoded = encoded();
    assertEquals("SELECT b\u00fccher", decoded.getName());
    assertEquals(
        List.of(number("server.port", 9092), text("own", "x"), text("db.system.name", "h2")),
        decoded.getAttributesList());
  }

  @Test
  void anEndedSpanStaysAsItIs() throws Exception {
    Span span = spans.start();
    span.name("done");
    span.end(5_000);
    span.describe(template);
    assertEquals("done", encoded().getName());
  }

  @Test
  void limitsHold() throws Exception {
    SpanLimits limits = new SpanLimits(2, 5, 1, 1);
    SpanTemplate cut = SpanTemplate.of(limits, "too long", "a", "too long", "b", 1, "c", 2);
    Span span = spans.start(null, SpanKind.CLIENT, 1_000, limits);
    span.describe(cut).attribute("own", 1);
    span.end(5_000);
    io.opentelemetry.proto.trace.v1.Span decoded = encoded();
    assertEquals("too l", decoded.getName());
    assertEquals(List.of(text("a", "too l"), number("b", 1)), decoded.getAttributesList());
    assertEquals(1, decoded.getDroppedAttributesCount());
  }

  @Test
  void aSpanWeighsAsMuchAsIfItHadAllForItself() {
    String text = "x".repeat(10_000);
    Span span = spans.start();
    span.describe(template("n", "db.query.text", text));
    assertTrue(span.weigh() > 2 * text.length(), () -> "" + span.weigh());
  }
}
