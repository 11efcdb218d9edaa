package io.sidelight.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SpanCountTest {
  private static ScopeSpans spans(int count) {
    ScopeSpans.Builder scope = ScopeSpans.newBuilder().setSchemaUrl("https://example.org");
    for (int i = 0; i < count; i++) {
      scope.addSpans(Span.newBuilder().setName("span " + i).setStartTimeUnixNano(i));
    }
    return scope.build();
  }

  @Test
  void spansOfOtlpAreThoseOfAllScopesOfAllResources() throws IOException {
    KeyValue service =
        KeyValue.newBuilder()
            .setKey("service.name")
            .setValue(AnyValue.newBuilder().setStringValue("shop"))
            .build();
    ExportTraceServiceRequest request =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder()
                    .setResource(Resource.newBuilder().addAttributes(service))
                    .addScopeSpans(spans(3))
                    .addScopeSpans(spans(200)))
            .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(spans(1)))
            .build();
    assertEquals(204, SpanCount.otlp(new ByteArrayInputStream(request.toByteArray())));
    assertEquals(0, SpanCount.otlp(InputStream.nullInputStream()));
  }

  @Test
  void transactionsAndSpansOfElasticAreLines() throws IOException {
    String lines =
        """
        {"metadata":{"service":{"name":"shop"}}}
        {"transaction":{"id":"1"}}
        {"span":{"id":"2"}}
        {"metricset":{"samples":{}}}
        {"span":{"id":"3"}}
        """;
    byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
    assertEquals(3, SpanCount.elastic(new ByteArrayInputStream(bytes)));
  }

  @Test
  void spansOfDatadogAreThoseOfAllTraces() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    // Two traces, the first of two spans, the second of twenty.
    bytes(out, 0x92, 0x92);
    span(out);
    span(out);
    bytes(out, 0xDC, 0, 20);
    for (int i = 0; i < 20; i++) {
      span(out);
    }
    assertEquals(22, SpanCount.datadog(new ByteArrayInputStream(out.toByteArray())));
    byte[] noArray = {(byte) 0x81, (byte) 0xC0, (byte) 0xC0};
    assertThrows(IOException.class, () -> SpanCount.datadog(new ByteArrayInputStream(noArray)));
  }

  /** A map of one value of each kind that there is in such a span. */
  private static void span(ByteArrayOutputStream out) {
    bytes(out, 0x87);
    bytes(out, 0xA1, 'a', 0xD9, 3, 'b', 'c', 'd');
    bytes(out, 0xA1, 'b', 0xCF, 1, 2, 3, 4, 5, 6, 7, 8);
    bytes(out, 0xA1, 'c', 0xD2, 1, 2, 3, 4);
    bytes(out, 0xA1, 'd', 0xC0);
    bytes(out, 0xA1, 'e', 0xCB, 1, 2, 3, 4, 5, 6, 7, 8);
    bytes(out, 0xA1, 'f', 0x82, 0xA1, 'x', 0xC3, 0xA1, 'y', 0xDA, 0, 2, 'z', 'z');
    bytes(out, 0xA1, 'g', 0x93, 0x7F, 0xE0, 0xC4, 1, 0);
  }

  private static void bytes(ByteArrayOutputStream out, int... values) {
    for (int value : values) {
      out.write(value);
    }
  }
}
