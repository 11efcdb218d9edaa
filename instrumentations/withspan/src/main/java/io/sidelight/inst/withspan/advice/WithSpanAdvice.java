package io.sidelight.inst.withspan.advice;

import io.sidelight.core.record.ManualSpan;
import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.SpanRecorder;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A method is a span, which ends with it or with the completion of what it returns. */
public final class WithSpanAdvice {
  private static final SpanRecorder SPANS = Recorders.spans();
  private static final boolean ENABLED = SPANS.isEnabled();

  private WithSpanAdvice() {}

  /** Begins the span and makes it the current one. */
  public static @Nullable Object begin(String method, Object @Nullable [] parameters) {
    if (!ENABLED || Api.isLeftAlone()) {
      return null;
    }
    AnnotatedMethod known = AnnotatedMethod.of(method);
    ManualSpan above = known.inheritsContext ? SPANS.current() : null;
    ManualSpan span = SPANS.begin(known.spanName, known.kind, above, 0);
    if (span == null) {
      return null;
    }
    if (span.isRecording()) {
      span.attribute("code.function.name", known.functionName);
      known.describe(span, parameters);
    }
    return new WithSpanCall(span, SPANS.attach(span));
  }

  /** The thread leaves the span; a stage that is yet to be completed will end it. */
  public static void end(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (!(token instanceof WithSpanCall)) {
      return;
    }
    WithSpanCall call = (WithSpanCall) token;
    SPANS.detach(call.span, call.token);
    if (!(returned instanceof CompletionStage) || !awaits((CompletionStage<?>) returned, call)) {
      call.end(thrown);
    }
  }

  /** False if the stage, which may be the application's own, does not want to be waited for. */
  private static boolean awaits(CompletionStage<?> stage, WithSpanCall call) {
    try {
      stage.whenComplete(call);
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }
}
