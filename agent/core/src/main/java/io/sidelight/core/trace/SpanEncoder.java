package io.sidelight.core.trace;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Encodes batches as {@code ExportTraceServiceRequest} of opentelemetry-proto 1.8. The field
 * numbers stand here as numbers beside the names of the fields; a test decodes them with the
 * classes generated from the definitions.
 *
 * <p>For use by the export thread only.
 */
final class SpanEncoder {
  private static final int FLAG_SAMPLED = 0x1;
  private static final int FLAG_HAS_IS_REMOTE = 0x100;
  private static final int FLAG_IS_REMOTE = 0x200;
  private static final int STATUS_OK = 1;
  private static final int STATUS_ERROR = 2;
  private static final String UNNAMED = "unnamed";

  private static final int KEYS = 128;
  private static final int LONGEST_KEY = 100;

  /** What the length of a span takes, from 128 bytes to 16 KiB. */
  private static final int SPAN_LENGTH = 2;

  /** What the length of all that is sent takes, from 16 KiB to 2 MiB. */
  private static final int BATCH_LENGTH = 3;

  private final ProtoWriter out = new ProtoWriter();

  /** Each in the one place that its hash code says. */
  private final @Nullable String[] keys = new @Nullable String[KEYS];

  private final byte[] @Nullable [] encodedKeys = new byte[KEYS] @Nullable [];
  private final Resource resource;
  private final String scopeName;
  private final String scopeVersion;
  private final WallClock clock;
  private int resourceSpans;
  private int scopeSpans;

  SpanEncoder(Resource resource, String scopeName, String scopeVersion, WallClock clock) {
    this.resource = resource;
    this.scopeName = scopeName;
    this.scopeVersion = scopeVersion;
    this.clock = clock;
  }

  /** Begins a batch; what {@link #end} has returned before is no longer valid. */
  void begin() {
    clock.adjust();
    out.reset();
    resourceSpans = out.begin(1, BATCH_LENGTH);
    int resourceMessage = out.begin(1);
    for (Map.Entry<String, String> attribute : resource.attributes.entrySet()) {
      keyValue(1, attribute.getKey(), attribute.getValue());
    }
    out.end(resourceMessage);
    scopeSpans = out.begin(2, BATCH_LENGTH);
    int scope = out.begin(1);
    out.string(1, scopeName); // name
    out.string(2, scopeVersion); // version
    out.end(scope);
  }

  /** Ends the batch. */
  ProtoWriter end() {
    out.end(scopeSpans, BATCH_LENGTH);
    out.end(resourceSpans, BATCH_LENGTH);
    return out;
  }

  /** Adds one to the batch. */
  void add(Span span) {
    int start = out.begin(2, SPAN_LENGTH);
    out.id(1, span.traceIdHigh, span.traceIdLow); // trace_id
    out.id(2, span.spanId); // span_id
    String traceState = span.traceState();
    if (traceState != null) {
      out.string(3, traceState); // trace_state
    }
    if (span.parentSpanId != 0) {
      out.id(4, span.parentSpanId); // parent_span_id
    }
    SpanTemplate template = span.template();
    String name = span.name();
    if (template != null) {
      template(template, name == null);
    }
    if (template == null || name != null) {
      out.string(5, name == null || name.isEmpty() ? UNNAMED : name); // name
    }
    out.varint(6, span.kind().protobuf); // kind
    out.fixed64(7, clock.epochNanos(span.startNanoTime)); // start_time_unix_nano
    out.fixed64(8, clock.epochNanos(span.endNanoTime())); // end_time_unix_nano
    Object[] attributes = span.attributes();
    for (int i = 0; attributes != null && i < span.attributeCount() << 1; i += 2) {
      keyValue(9, (String) attributes[i], attributes[i + 1]); // attributes
    }
    SpanDetails details = span.ifDetails();
    if (details != null) {
      details(details);
    }
    out.fixed32(16, flags(true, span.hasRemoteParent())); // flags
    out.end(start, SPAN_LENGTH);
  }

  /** Written once, and copied from then on. */
  private void template(SpanTemplate template, boolean withName) {
    byte[] encoded = template.encoded;
    if (encoded == null) {
      int start = out.length();
      out.string(5, template.name.isEmpty() ? UNNAMED : template.name); // name
      template.encodedName = out.length() - start;
      for (int i = 0; i < template.pairs.length; i += 2) {
        keyValue(9, (String) template.pairs[i], template.pairs[i + 1]); // attributes
      }
      encoded = out.cut(start);
      template.encoded = encoded;
    }
    int from = withName ? 0 : template.encodedName;
    out.raw(encoded, from, encoded.length - from);
  }

  private void details(SpanDetails details) {
    count(10, details.droppedAttributes); // dropped_attributes_count
    for (int i = 0; i < details.events.size(); i++) {
      event(details.events.get(i));
    }
    count(12, details.droppedEvents); // dropped_events_count
    for (int i = 0; i < details.links.size(); i++) {
      link(details.links.get(i));
    }
    count(14, details.droppedLinks); // dropped_links_count
    if (details.ok) {
      int status = out.begin(15); // status
      out.varint(3, STATUS_OK); // code
      out.end(status);
    } else if (details.error) {
      int status = out.begin(15); // status
      if (details.errorDescription != null) {
        out.string(2, details.errorDescription); // message
      }
      out.varint(3, STATUS_ERROR); // code
      out.end(status);
    }
  }

  private void event(SpanEvent event) {
    int start = out.begin(11); // events
    out.fixed64(1, clock.epochNanos(event.nanoTime)); // time_unix_nano
    out.string(2, event.name); // name
    for (int i = 0; i < event.attributes.length; i += 2) {
      keyValue(3, (String) event.attributes[i], event.attributes[i + 1]); // attributes
    }
    out.end(start);
  }

  private void link(SpanLink linked) {
    SpanContext link = linked.to;
    int start = out.begin(13); // links
    out.id(1, link.traceIdHigh, link.traceIdLow); // trace_id
    out.id(2, link.spanId); // span_id
    String traceState = link.traceState();
    if (traceState != null) {
      out.string(3, traceState); // trace_state
    }
    for (int i = 0; i < linked.attributes.length; i += 2) {
      keyValue(4, (String) linked.attributes[i], linked.attributes[i + 1]); // attributes
    }
    out.fixed32(6, flags(link.sampled, link.isRemote())); // flags
    out.end(start);
  }

  private static int flags(boolean sampled, boolean remote) {
    return FLAG_HAS_IS_REMOTE | (sampled ? FLAG_SAMPLED : 0) | (remote ? FLAG_IS_REMOTE : 0);
  }

  private void count(int field, int value) {
    if (value != 0) {
      out.varint(field, value);
    }
  }

  /**
   * A missing key or value means that a thread went on writing to an ended span: that attribute is
   * lost.
   */
  private void keyValue(int field, @Nullable String key, @Nullable Object value) {
    if (key == null || value == null) {
      return;
    }
    int start = out.begin(field);
    key(key);
    int any = out.begin(2); // value
    anyValue(value);
    out.end(any);
    out.end(start);
  }

  /** Most keys are constants that come with every span: they are written once, and then copied. */
  @SuppressWarnings("ReferenceEquality")
  private void key(String key) {
    int place = key.hashCode() & KEYS - 1;
    byte[] encoded = encodedKeys[place];
    if (encoded == null || keys[place] != key) {
      int start = out.length();
      out.string(1, key); // key
      if (key.length() > LONGEST_KEY) {
        return;
      }
      encoded = out.cut(start);
      keys[place] = key;
      encodedKeys[place] = encoded;
    }
    out.raw(encoded, 0, encoded.length);
  }

  private void anyValue(@Nullable Object value) {
    if (value instanceof String) {
      out.string(1, (String) value); // string_value
    } else if (value instanceof Long) {
      out.varint(3, (Long) value); // int_value
    } else if (value instanceof Boolean) {
      out.varint(2, (Boolean) value ? 1 : 0); // bool_value
    } else if (value instanceof Double) {
      out.fixed64(4, Double.doubleToRawLongBits((Double) value)); // double_value
    } else if (value instanceof Object[]) {
      int array = out.begin(5); // array_value
      for (Object element : (Object[]) value) {
        int any = out.begin(1); // values
        anyValue(element);
        out.end(any);
      }
      out.end(array);
    }
  }
}
