package io.sidelight.core.trace;

import org.jspecify.annotations.Nullable;

/**
 * What an application does to a span, of its own or of the agent's: from any thread, and with
 * values of any type. Every change is made under a lock on the span; what the application's objects
 * say of themselves is asked before, since nobody knows which locks they need for that. Attributes
 * are given as keys and values in turn. A span that has ended stays as it is.
 */
public final class SpanEdits {
  private SpanEdits() {}

  /** Replaces the name. */
  public static void name(Span span, @Nullable String name) {
    synchronized (span) {
      span.name(name);
    }
  }

  /**
   * Sets or replaces an attribute. A number becomes a Long or a Double, a list or array of such
   * values one of its own, and anything else is told in its own words.
   */
  public static void attribute(Span span, @Nullable String key, @Nullable Object value) {
    Object kept = span.hasEnded() ? null : AttributeValues.of(value, span.tracer.limits);
    if (kept != null) {
      synchronized (span) {
        span.put(key, kept);
      }
    }
  }

  /**
   * Adds an event.
   *
   * @param nanoTime when, on the clock of {@link System#nanoTime()}
   */
  public static void event(
      Span span, @Nullable String name, long nanoTime, @Nullable Object[] attributes) {
    if (name != null && takesEvent(span)) {
      SpanLimits limits = span.tracer.limits;
      Object[] pairs = AttributeValues.pairs(attributes, limits);
      add(span, new SpanEvent(nanoTime, limits.cut(name), pairs));
    }
  }

  /** Like {@link Span#exception}, with further attributes, which go before those it has. */
  public static void exception(
      Span span, @Nullable Throwable exception, @Nullable Object[] attributes) {
    if (exception != null && takesEvent(span)) {
      SpanLimits limits = span.tracer.limits;
      Object[] pairs = AttributeValues.pairs(attributes, limits);
      add(span, SpanEvent.ofException(exception, limits, pairs));
    }
  }

  private static boolean takesEvent(Span span) {
    synchronized (span) {
      return !span.hasEnded() && span.details().takesEvent(span.tracer.limits);
    }
  }

  private static void add(Span span, SpanEvent event) {
    synchronized (span) {
      span.details().events.add(event);
    }
  }

  /** Adds a link to another span, of this trace or of any. */
  public static void link(Span span, SpanContext other, @Nullable Object[] attributes) {
    if (other.isValid() && !span.hasEnded()) {
      SpanLimits limits = span.tracer.limits;
      SpanLink link = new SpanLink(other, AttributeValues.pairs(attributes, limits));
      synchronized (span) {
        span.details().add(link, limits);
      }
    }
  }

  /** Sets the status Ok, which is final. */
  public static void ok(Span span) {
    synchronized (span) {
      if (!span.hasEnded()) {
        span.details().setOk();
      }
    }
  }

  /** Sets the status Error, unless it is Ok. */
  public static void error(Span span, @Nullable String description) {
    synchronized (span) {
      span.error(description);
    }
  }

  /** Makes it a span that {@link #end} may end; before anybody else has it. */
  public static void begin(Span span) {
    span.begunByApplication();
  }

  /** Ends the span, if the application has begun it; see {@link Span#end}. */
  public static void end(Span span, long endNanoTime) {
    if (span.isOfApplication()) {
      synchronized (span) {
        span.end(endNanoTime);
      }
    }
  }
}
