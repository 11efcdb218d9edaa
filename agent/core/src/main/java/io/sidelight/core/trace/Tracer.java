package io.sidelight.core.trace;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Starts spans. Safe for use by many threads; keeps no state about the spans it has started. */
public final class Tracer {
  private final boolean enabled;
  private final Sampler sampler;
  final SpanSink sink;
  final SpanLimits limits;

  public Tracer(Sampler sampler, SpanSink sink, SpanLimits limits) {
    this(true, sampler, sink, limits);
  }

  private Tracer(boolean enabled, Sampler sampler, SpanSink sink, SpanLimits limits) {
    this.enabled = enabled;
    this.sampler = sampler;
    this.sink = sink;
    this.limits = limits;
  }

  /** A tracer that starts nothing at all. */
  public static Tracer disabled() {
    return new Tracer(false, Sampler.alwaysOff(), new NoSink(), SpanLimits.defaults());
  }

  public boolean isEnabled() {
    return enabled;
  }

  /**
   * Starts a span below {@code parent}, or the root of a new trace: which takes over the baggage,
   * and the caller's decision about recording, of a parent that is not valid.
   *
   * @param startNanoTime the start, on the clock of {@link System#nanoTime()}
   * @return null when tracing is off; a {@link Span} when the span is recorded; otherwise an
   *     unsampled context to hand on, which is {@code parent} itself when that is not sampled
   *     either
   */
  public @Nullable SpanContext start(
      @Nullable SpanContext parent, SpanKind kind, long startNanoTime) {
    if (!enabled) {
      return null;
    }
    return parent != null && parent.isValid()
        ? child(parent, kind, startNanoTime)
        : root(parent, kind, startNanoTime, null);
  }

  /**
   * Starts a new trace, if the budget allows for it.
   *
   * @return as {@link #start}; a {@link LeftOut} where only the budget is against it
   */
  public @Nullable SpanContext start(SpanKind kind, long startNanoTime, TraceBudget budget) {
    return enabled ? root(null, kind, startNanoTime, budget) : null;
  }

  /** Records what was left out, with the identity that it had. To be called once. */
  public Span recall(LeftOut root) {
    return new Span(
        this, root.traceIdHigh, root.traceIdLow, root.spanId, null, root.kind, root.startNanoTime);
  }

  /**
   * What many spans will say; see {@link Span#describe}.
   *
   * @param attributes keys, which are constants, and values in turn: texts, numbers, booleans; what
   *     has a null for its value is left out
   */
  public SpanTemplate template(String name, @Nullable Object... attributes) {
    return SpanTemplate.of(limits, name, attributes);
  }

  private SpanContext child(SpanContext parent, SpanKind kind, long startNanoTime) {
    if (parent instanceof LeftOut) {
      return parent;
    }
    if (sampler.sample(decided(parent), parent.traceIdHigh, parent.traceIdLow, kind)) {
      return new Span(
          this, parent.traceIdHigh, parent.traceIdLow, newId(), parent, kind, startNanoTime);
    }
    if (!parent.sampled && !parent.isDeferred()) {
      return parent;
    }
    // What the services below hang their spans on must exist: that is the parent, not the span left
    // out.
    return new SpanContext(parent, parent.traceIdHigh, parent.traceIdLow, parent.spanId, false);
  }

  /**
   * Records a span that is worth it, although the trace that it belongs to is not sampled.
   *
   * @param parent not sampled
   * @return null if nobody wants any spans
   */
  public @Nullable Span keep(SpanContext parent, SpanKind kind, long startNanoTime) {
    return enabled && !sampler.isOff()
        ? new Span(
            this, parent.traceIdHigh, parent.traceIdLow, newId(), parent, kind, startNanoTime)
        : null;
  }

  private SpanContext root(
      @Nullable SpanContext origin,
      SpanKind kind,
      long startNanoTime,
      @Nullable TraceBudget budget) {
    long high = newId();
    long low = newId();
    long id = newId();
    if (!sampler.sample(decided(origin), high, low, kind)) {
      return new SpanContext(origin, high, low, id, false);
    }
    return budget == null || budget.take(startNanoTime)
        ? new Span(this, high, low, id, origin, kind, startNanoTime)
        : new LeftOut(high, low, id, kind, startNanoTime);
  }

  /** {@code parent}, if a sampler that follows decisions has one to follow. */
  private static @Nullable SpanContext decided(@Nullable SpanContext parent) {
    return parent != null && parent.isDecided() ? parent : null;
  }

  private static long newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long id;
    do {
      id = random.nextLong();
    } while (id == 0);
    return id;
  }

  private static final class NoSink implements SpanSink {
    @Override
    public void accept(Span ended) {}
  }
}
