package io.sidelight.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OtlpSinkTest {

  private static final int TRACE = 0xABCD;

  private final OtlpSink sink = OtlpSink.start();

  @AfterEach
  void close() {
    sink.close();
  }

  @Test
  void keepsSpansPlainAndZipped() throws Exception {
    Span.Builder root = span(1, 0, 10, Span.SpanKind.SPAN_KIND_SERVER, "GET /order");
    root.addAttributes(attribute("url.path", AnyValue.newBuilder().setStringValue("/order")))
        .addAttributes(
            attribute("http.response.status_code", AnyValue.newBuilder().setIntValue(500)))
        .setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
    root.addEvents(Span.Event.newBuilder().setName("exception"));
    assertEquals(200, send(root, false).get(10, TimeUnit.SECONDS));
    Span.Builder child = span(2, 1, 20, Span.SpanKind.SPAN_KIND_CLIENT, "SELECT orders");
    assertEquals(200, send(child, true).get(10, TimeUnit.SECONDS));

    List<OtlpSpan> spans = sink.awaitSpans(span -> true, 2);
    OtlpSpan first = spans.get(0);
    assertEquals("GET /order", first.name());
    assertEquals("SERVER", first.kind());
    assertEquals("/order", first.string("url.path"));
    assertEquals(500L, first.number("http.response.status_code"));
    assertNull(first.string("http.response.status_code"));
    assertNull(first.number("absent"));
    assertTrue(first.isError());
    assertEquals(1, first.events("exception").size());
    assertEquals("", first.parentId());
    assertEquals("0000000000000001", spans.get(1).parentId());
    assertFalse(spans.get(1).isError());
    assertEquals(spans, sink.trace("0000000000000000000000000000abcd"));
    assertEquals("SERVER GET /order (error)\n  CLIENT SELECT orders\n", SpanTree.of(spans));
  }

  @Test
  void rendersChildrenInOrderOfTheirStart() throws Exception {
    send(span(3, 1, 30, Span.SpanKind.SPAN_KIND_CLIENT, "second"), false).get(10, TimeUnit.SECONDS);
    send(span(2, 1, 20, Span.SpanKind.SPAN_KIND_CLIENT, "first"), false).get(10, TimeUnit.SECONDS);
    send(span(1, 9, 10, Span.SpanKind.SPAN_KIND_SERVER, "root"), false).get(10, TimeUnit.SECONDS);
    assertEquals(
        "SERVER root (remote parent)\n  CLIENT first\n  CLIENT second\n",
        SpanTree.of(sink.awaitSpans(span -> true, 3)));
  }

  @Test
  void refusesWithAStatus() throws Exception {
    sink.answer(new OtlpSink.Mode.Status(503));
    assertEquals(503, send(span(1, 0, 1, Span.SpanKind.SPAN_KIND_SERVER, "a"), false).get());
    assertEquals(List.of(), sink.spans());
    assertEquals(1, sink.requests());
  }

  @Test
  void hangsUntilTold() throws Exception {
    sink.answer(new OtlpSink.Mode.Hang());
    CompletableFuture<Integer> answer =
        send(span(1, 0, 1, Span.SpanKind.SPAN_KIND_SERVER, "a"), false);
    Await.until("the request", Duration.ofSeconds(10), () -> sink.requests() == 1);
    assertFalse(answer.isDone());
    assertEquals(List.of(), sink.spans());
    sink.answer(new OtlpSink.Mode.Ok());
    assertEquals(200, answer.get(10, TimeUnit.SECONDS));
    assertEquals(1, sink.spans().size());
  }

  private CompletableFuture<Integer> send(Span.Builder span, boolean zip) throws IOException {
    byte[] body =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder().addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
            .build()
            .toByteArray();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(sink.endpoint().resolve("/v1/traces"))
            .header("Content-Type", "application/x-protobuf");
    if (zip) {
      ByteArrayOutputStream zipped = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
        out.write(body);
      }
      body = zipped.toByteArray();
      request.header("Content-Encoding", "gzip");
    }
    return HttpClient.newHttpClient()
        .sendAsync(
            request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
            HttpResponse.BodyHandlers.discarding())
        .thenApply(HttpResponse::statusCode);
  }

  private static Span.Builder span(
      int id, int parent, long start, Span.SpanKind kind, String name) {
    return Span.newBuilder()
        .setTraceId(bytes(TRACE, 16))
        .setSpanId(bytes(id, 8))
        .setParentSpanId(parent == 0 ? ByteString.EMPTY : bytes(parent, 8))
        .setStartTimeUnixNano(start)
        .setKind(kind)
        .setName(name);
  }

  private static KeyValue.Builder attribute(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value);
  }

  private static ByteString bytes(int number, int length) {
    byte[] bytes = new byte[length];
    bytes[length - 2] = (byte) (number >> 8);
    bytes[length - 1] = (byte) number;
    return ByteString.copyFrom(bytes);
  }
}
