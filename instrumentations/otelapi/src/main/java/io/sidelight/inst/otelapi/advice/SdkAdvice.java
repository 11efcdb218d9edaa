package io.sidelight.inst.otelapi.advice;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The application builds an SDK of its own, which sends spans somewhere: then it is left alone. */
public final class SdkAdvice {
  private SdkAdvice() {}

  /** An SDK without processors, as one that is for metrics only has it, does nothing with spans. */
  public static void building(@Nullable Object spanProcessors) {
    if (spanProcessors instanceof Collection && !((Collection<?>) spanProcessors).isEmpty()) {
      Bridge.COPY.leaveAlone();
    }
  }
}
