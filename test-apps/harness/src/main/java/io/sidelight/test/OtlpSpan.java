package io.sidelight.test;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A span as it arrived, with the resource it came from. Ids are lower-case hexadecimal. */
public record OtlpSpan(Span proto, Resource resource) {

  public String traceId() {
    return hex(proto.getTraceId());
  }

  public String spanId() {
    return hex(proto.getSpanId());
  }

  /** Empty for the root of a trace. */
  public String parentId() {
    return hex(proto.getParentSpanId());
  }

  public String name() {
    return proto.getName();
  }

  /** Such as {@code SERVER}. */
  public String kind() {
    return proto.getKind().name().replace("SPAN_KIND_", "");
  }

  public boolean isError() {
    return proto.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR;
  }

  public long durationNanos() {
    return proto.getEndTimeUnixNano() - proto.getStartTimeUnixNano();
  }

  /** The attribute, null if absent or of another type. */
  public @Nullable String string(String key) {
    return attributes().get(key) instanceof String text ? text : null;
  }

  /** The attribute, null if absent or of another type. */
  public @Nullable Long number(String key) {
    return attributes().get(key) instanceof Long number ? number : null;
  }

  /** Values are String, Long, Double, Boolean, or the protobuf text of anything else. */
  public Map<String, Object> attributes() {
    return mapOf(proto.getAttributesList());
  }

  public Map<String, Object> resourceAttributes() {
    return mapOf(resource.getAttributesList());
  }

  /** The attributes of all events of that name, {@code exception} say. */
  public List<Map<String, Object>> events(String name) {
    return proto.getEventsList().stream()
        .filter(event -> event.getName().equals(name))
        .map(event -> mapOf(event.getAttributesList()))
        .toList();
  }

  private static Map<String, Object> mapOf(List<KeyValue> attributes) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (KeyValue attribute : attributes) {
      map.put(attribute.getKey(), valueOf(attribute.getValue()));
    }
    return map;
  }

  private static Object valueOf(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case BOOL_VALUE -> value.getBoolValue();
      default -> value.toString();
    };
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
