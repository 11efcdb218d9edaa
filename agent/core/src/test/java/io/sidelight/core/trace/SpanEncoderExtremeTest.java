package io.sidelight.core.trace;

import static io.sidelight.core.trace.EncodedSpans.number;
import static io.sidelight.core.trace.EncodedSpans.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Texts, numbers of attributes and exceptions that are out of the ordinary. */
class SpanEncoderExtremeTest {
  private final EncodedSpans spans = new EncodedSpans();

  @Test
  void everyTextOfUtf16Arrives() throws Exception {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c < 0xd800; c += 7) {
      all.append((char) c);
    }
    all.append("\uffff\ud83d\ude00").appendCodePoint(0x10ffff).append("end");
    Span span = spans.start();
    span.attribute("all", all.toString());
    span.attribute("empty", "");
    span.attribute("lone", "a\ud800b\udc00\ud83d");
    span.attribute("reversed", "\udc00\ud800");
    span.attribute("\u00e4\ud800", "key");
    span.end(1);
    Map<String, String> values = new HashMap<>();
    for (KeyValue attribute : spans.encodeOne().getAttributesList()) {
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
    Span span = spans.start();
    span.name("n".repeat(1 << 20));
    span.attribute("million", "x".repeat(1 << 20));
    span.attribute("split", "y".repeat(16 * 1024 - 1) + "\ud83d\ude00");
    span.error("e".repeat(1 << 20));
    span.exception(new RuntimeException("m".repeat(1 << 20)));
    span.end(1);
    int limit = 16 * 1024;
    io.opentelemetry.proto.trace.v1.Span decoded = spans.encodeOne();
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
      spans.ended.clear();
      Span span = spans.start(null, SpanKind.CLIENT, 0, wide);
      for (int i = 0; i < 3; i++) {
        span.attribute("k" + i, "v".repeat(length));
      }
      span.end(1);
      io.opentelemetry.proto.trace.v1.Span decoded = spans.encodeOne();
      assertEquals(3, decoded.getAttributesCount());
      assertEquals(length, decoded.getAttributes(2).getValue().getStringValue().length());
    }
  }

  @Test
  void manyAttributesGrowTheSpan() throws Exception {
    Span span = spans.start();
    for (int i = 0; i < 200; i++) {
      span.attribute("k" + i, i);
    }
    for (int i = 0; i < 128; i++) {
      span.attribute(new String("k" + i), 1000 + i);
    }
    span.end(1);
    io.opentelemetry.proto.trace.v1.Span decoded = spans.encodeOne();
    assertEquals(128, decoded.getAttributesCount());
    assertEquals(72, decoded.getDroppedAttributesCount());
    for (int i = 0; i < 128; i++) {
      assertEquals(number("k" + i, 1000 + i), decoded.getAttributes(i));
    }
  }

  @Test
  void exceptionsThatThrowAreSurvived() throws Exception {
    Span span = spans.start();
    span.exception(new SilentException());
    span.exception(new EndlessException());
    span.end(1);
    io.opentelemetry.proto.trace.v1.Span decoded = spans.encodeOne();
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
