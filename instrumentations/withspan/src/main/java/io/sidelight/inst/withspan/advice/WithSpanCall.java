package io.sidelight.inst.withspan.advice;

import io.sidelight.core.record.ManualSpan;
import io.sidelight.core.record.Recorders;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One call of an annotated method; also told of the end of what it has returned. */
final class WithSpanCall implements BiConsumer<@Nullable Object, @Nullable Throwable> {
  private static final @Nullable Object[] NO_ATTRIBUTES = {};

  final ManualSpan span;
  final Object token;

  WithSpanCall(ManualSpan span, Object token) {
    this.span = span;
    this.token = token;
  }

  @Override
  public void accept(@Nullable Object result, @Nullable Throwable thrown) {
    try {
      Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : null;
      end(cause == null ? thrown : cause);
    } catch (Throwable e) {
      Recorders.errors().swallowed("withspan", e);
    }
  }

  void end(@Nullable Throwable thrown) {
    if (thrown != null) {
      span.exception(thrown, NO_ATTRIBUTES);
      span.error(null);
    }
    span.end(0);
  }
}
