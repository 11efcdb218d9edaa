package io.sidelight.test.websocket;

import io.sidelight.test.OtlpSink;
import io.sidelight.test.OtlpSpan;
import java.util.HexFormat;
import java.util.List;

/** Spans by what they are linked to. */
public final class Links {
  private Links() {}

  /** The roots of traces that have a link to that span. */
  public static List<OtlpSpan> to(OtlpSpan to, OtlpSink sink, int count) {
    return sink.awaitSpans(
        span ->
            span.parentId().isEmpty()
                && span.proto().getLinksList().stream()
                    .anyMatch(
                        link ->
                            hex(link.getSpanId().toByteArray()).equals(to.spanId())
                                && hex(link.getTraceId().toByteArray()).equals(to.traceId())),
        count);
  }

  private static String hex(byte[] id) {
    return HexFormat.of().formatHex(id);
  }
}
