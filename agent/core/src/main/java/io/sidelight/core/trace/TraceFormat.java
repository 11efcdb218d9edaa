package io.sidelight.core.trace;

import org.jspecify.annotations.Nullable;

/** One way of writing a context into headers. Immutable, thread-safe; reading never throws. */
interface TraceFormat {
  /** A remote context; one without ids says no more than whether to record. Null if none came. */
  @Nullable SpanContext extract(Propagation.Getter headers);

  /** Writes a valid context. */
  void inject(SpanContext context, Propagation.Setter headers);
}
