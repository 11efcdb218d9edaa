package io.sidelight.core.record;

import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanContext;
import io.sidelight.core.trace.SpanEdits;
import org.jspecify.annotations.Nullable;

/**
 * A span as the application's own code sees and changes it: one that it has made, or the agent's
 * that its thread is in the middle of. A view without a state of its own; two of the same span are
 * equal. Thread-safe. What changes a span that has ended, or that is not recorded, does nothing.
 *
 * <p>Attributes are given as keys and values in turn; a value may be a text, a number, a boolean,
 * or a list or array of these.
 */
public final class ManualSpan {
  final SpanContext context;

  ManualSpan(SpanContext context) {
    this.context = context;
  }

  /** As 32 lower-case hexadecimal digits. */
  public String traceId() {
    return context.traceId();
  }

  /** As 16 lower-case hexadecimal digits. */
  public String spanId() {
    return context.spanId();
  }

  public boolean isSampled() {
    return context.sampled;
  }

  /** Whether the span is another process's. */
  public boolean isRemote() {
    return context.isRemote();
  }

  /** What vendors have added to the trace, as the header says it; null if nothing. */
  public @Nullable String traceState() {
    return context.traceState();
  }

  public boolean isRecording() {
    return context instanceof Span && !((Span) context).hasEnded();
  }

  public void name(@Nullable String name) {
    if (context instanceof Span) {
      SpanEdits.name((Span) context, name);
    }
  }

  /** Sets or replaces an attribute. */
  public void attribute(@Nullable String key, @Nullable Object value) {
    if (context instanceof Span) {
      SpanEdits.attribute((Span) context, key, value);
    }
  }

  /**
   * Adds an event.
   *
   * @param epochNanos when, in nanoseconds since 1970; 0 for now
   */
  public void event(@Nullable String name, long epochNanos, @Nullable Object[] attributes) {
    if (context instanceof Span) {
      SpanEdits.event((Span) context, name, SpanRecorder.nanoTime(epochNanos), attributes);
    }
  }

  /** Adds the event {@code exception}; does not make the span failed. */
  public void exception(@Nullable Throwable thrown, @Nullable Object[] attributes) {
    if (context instanceof Span) {
      SpanEdits.exception((Span) context, thrown, attributes);
    }
  }

  public void link(ManualSpan other, @Nullable Object[] attributes) {
    if (context instanceof Span) {
      SpanEdits.link((Span) context, other.context, attributes);
    }
  }

  /** The application says that it went well, which nothing overrules. */
  public void ok() {
    if (context instanceof Span) {
      SpanEdits.ok((Span) context);
    }
  }

  public void error(@Nullable String description) {
    if (context instanceof Span) {
      SpanEdits.error((Span) context, description);
    }
  }

  /**
   * Ends a span that the application has made; only the first call has an effect. The agent's end
   * when what they measure does, and are to be described then.
   *
   * @param epochNanos when, in nanoseconds since 1970; 0 for now
   */
  public void end(long epochNanos) {
    if (context instanceof Span) {
      SpanEdits.end((Span) context, SpanRecorder.nanoTime(epochNanos));
    }
  }

  @Override
  @SuppressWarnings("ReferenceEquality")
  public boolean equals(@Nullable Object other) {
    return other instanceof ManualSpan && ((ManualSpan) other).context == context;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(context);
  }

  @Override
  public String toString() {
    return context.toString();
  }
}
