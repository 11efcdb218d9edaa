package io.sidelight.inst.withspan.advice;

import io.sidelight.core.record.ManualSpan;
import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.SpanRecorder;
import org.jspecify.annotations.Nullable;

/** A method whose parameters are to be seen on the span that it is called in. */
public final class AttributesAdvice {
  private static final SpanRecorder SPANS = Recorders.spans();

  private AttributesAdvice() {}

  /** Adds them. */
  public static void begin(String method, Object @Nullable [] parameters) {
    ManualSpan span = parameters == null || Api.isLeftAlone() ? null : SPANS.current();
    if (span != null && span.isRecording()) {
      AnnotatedMethod.of(method).describe(span, parameters);
    }
  }
}
