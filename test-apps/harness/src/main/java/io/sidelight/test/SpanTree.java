package io.sidelight.test;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Spans as indented text, one per line, children below their parent in order of their start:
 *
 * <pre>
 * SERVER GET /order
 *   CLIENT SELECT orders
 *   CLIENT GET (error)
 * </pre>
 *
 * <p>Nothing in it changes from run to run, so that a test may compare the whole of it. Traces are
 * divided by an empty line. A span whose parent is not among those given stands at the margin, with
 * the mark {@code (remote parent)}.
 */
public final class SpanTree {

  private SpanTree() {}

  public static String of(Collection<OtlpSpan> spans) {
    Map<String, List<OtlpSpan>> traces =
        spans.stream()
            .sorted(
                Comparator.comparingLong((OtlpSpan span) -> span.proto().getStartTimeUnixNano()))
            .collect(
                Collectors.groupingBy(OtlpSpan::traceId, LinkedHashMap::new, Collectors.toList()));
    return traces.values().stream().map(SpanTree::trace).collect(Collectors.joining("\n"));
  }

  private static String trace(List<OtlpSpan> spans) {
    Set<String> ids = spans.stream().map(OtlpSpan::spanId).collect(Collectors.toSet());
    StringBuilder text = new StringBuilder();
    for (OtlpSpan span : spans) {
      if (!ids.contains(span.parentId())) {
        append(text, span, "", spans);
      }
    }
    return text.toString();
  }

  private static void append(
      StringBuilder text, OtlpSpan span, String indent, List<OtlpSpan> spans) {
    text.append(indent).append(span.kind()).append(' ').append(span.name());
    if (span.isError()) {
      text.append(" (error)");
    }
    if (indent.isEmpty() && !span.parentId().isEmpty()) {
      text.append(" (remote parent)");
    }
    text.append('\n');
    for (OtlpSpan child : spans) {
      if (child.parentId().equals(span.spanId())) {
        append(text, child, indent + "  ", spans);
      }
    }
  }
}
