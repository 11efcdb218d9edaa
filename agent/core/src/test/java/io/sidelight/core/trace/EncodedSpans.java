package io.sidelight.core.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Spans that have been ended, and what the collector decodes of them. */
final class EncodedSpans {
  static final long WALL = 1_700_000_000_000_000_000L;

  final List<Span> ended = new ArrayList<>();

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

  Span start(SpanContext parent, SpanKind kind, long nanoTime, SpanLimits limits) {
    return (Span) new Tracer(Sampler.alwaysOn(), ended::add, limits).start(parent, kind, nanoTime);
  }

  Span start() {
    return start(null, SpanKind.INTERNAL, 0, SpanLimits.defaults());
  }

  ExportTraceServiceRequest encode() throws Exception {
    Map<String, String> resource = new LinkedHashMap<>();
    resource.put("service.name", "shop");
    resource.put("host.name", "h\u00f6st");
    SpanEncoder encoder = new SpanEncoder(new Resource(resource), "sidelight", "1.2.3", clock);
    encoder.begin();
    ended.forEach(encoder::add);
    ProtoWriter out = encoder.end();
    return ExportTraceServiceRequest.parseFrom(ByteString.copyFrom(out.buffer(), 0, out.length()));
  }

  io.opentelemetry.proto.trace.v1.Span encodeOne() throws Exception {
    assertEquals(1, ended.size());
    return encode().getResourceSpans(0).getScopeSpans(0).getSpans(0);
  }

  static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  static KeyValue number(String key, long value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setIntValue(value))
        .build();
  }

  static KeyValue bool(String key, boolean value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setBoolValue(value))
        .build();
  }

  static ByteString bytes(long... words) {
    java.nio.ByteBuffer buffer = java.nio.ByteBuffer.allocate(8 * words.length);
    for (long word : words) {
      buffer.putLong(word);
    }
    return ByteString.copyFrom(buffer.array());
  }
}
