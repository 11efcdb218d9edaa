package io.sidelight.inst.withspan.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.SpanRecorder;
import org.jspecify.annotations.Nullable;

/** The copy of the OpenTelemetry API that the annotated classes see, if they see one. */
final class Api {
  private static final SpanRecorder.@Nullable LibraryCopy COPY = find();

  private Api() {}

  /** Whether the application has spans of its own making, among them those of annotated methods. */
  static boolean isLeftAlone() {
    return COPY != null && COPY.isLeftAlone();
  }

  private static SpanRecorder.@Nullable LibraryCopy find() {
    try {
      return Recorders.spans()
          .copy(
              Class.forName("io.opentelemetry.context.Context", false, Api.class.getClassLoader()));
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }
}
