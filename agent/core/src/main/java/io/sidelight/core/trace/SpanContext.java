package io.sidelight.core.trace;

import org.jspecify.annotations.Nullable;

/**
 * The identity of a span and what its trace carries along, as it travels between services.
 * Immutable, once it has a {@link #scope}, and safe to share between threads.
 *
 * <p>Ids of zero mean "none": such a context is not {@link #isValid() valid} and is never sent. One
 * that came from another process may still say whether to record the new trace, and carry baggage.
 */
public class SpanContext {
  private static final byte REMOTE = 1;
  private static final byte DEBUG = 2;
  private static final byte DEFERRED = 4;

  public final long traceIdHigh;
  public final long traceIdLow;
  public final long spanId;
  public final boolean sampled;
  private final byte flags;
  private @Nullable Shared shared;

  /** A context of this process, without baggage. */
  public SpanContext(
      long traceIdHigh,
      long traceIdLow,
      long spanId,
      boolean sampled,
      @Nullable String traceState) {
    this(traceIdHigh, traceIdLow, spanId, sampled, (byte) 0, Carried.of(null, traceState, null));
  }

  private SpanContext(
      long traceIdHigh,
      long traceIdLow,
      long spanId,
      boolean sampled,
      byte flags,
      @Nullable Shared shared) {
    this.traceIdHigh = traceIdHigh;
    this.traceIdLow = traceIdLow;
    this.spanId = spanId;
    this.sampled = sampled;
    this.flags = flags;
    this.shared = shared;
  }

  /**
   * A context of this process below another.
   *
   * @param origin whose debug flag and load is handed on; null if there is none
   */
  SpanContext(
      @Nullable SpanContext origin,
      long traceIdHigh,
      long traceIdLow,
      long spanId,
      boolean sampled) {
    this.traceIdHigh = traceIdHigh;
    this.traceIdLow = traceIdLow;
    this.spanId = spanId;
    this.sampled = sampled;
    if (origin == null) {
      flags = 0;
    } else {
      flags = (byte) (origin.flags & DEBUG);
      shared = origin.isValid() ? origin.shared : Carried.intoNewTrace(origin.shared);
    }
  }

  /** A context that a propagator has read from a message of another process. */
  public static SpanContext remote(
      long traceIdHigh,
      long traceIdLow,
      long spanId,
      boolean sampled,
      @Nullable String traceState) {
    return new SpanContext(
        traceIdHigh, traceIdLow, spanId, sampled, REMOTE, Carried.of(null, traceState, null));
  }

  /** Like the other one, for formats that can say more about sampling. */
  static SpanContext remote(long traceIdHigh, long traceIdLow, long spanId, Sampling sampling) {
    int more = sampling == Sampling.DEBUG ? DEBUG : sampling == Sampling.DEFER ? DEFERRED : 0;
    boolean sampled = sampling == Sampling.ACCEPT || sampling == Sampling.DEBUG;
    return new SpanContext(traceIdHigh, traceIdLow, spanId, sampled, (byte) (REMOTE | more), null);
  }

  /**
   * The same identity with other baggage, in an object of its own.
   *
   * @param baggage a text that {@link Baggage#clean} has let through, or null for none
   */
  public final SpanContext withBaggage(@Nullable String baggage) {
    return new SpanContext(
        traceIdHigh,
        traceIdLow,
        spanId,
        sampled,
        flags,
        Carried.of(scope(), traceState(), baggage));
  }

  /** An equal context that keeps no recorded span alive. */
  public SpanContext identity() {
    return this;
  }

  /** What {@link #identity()} is for a recorded span. */
  final SpanContext copy() {
    return new SpanContext(traceIdHigh, traceIdLow, spanId, sampled, flags, shared);
  }

  /** What this and all contexts below belong to; to be said before anybody else has seen this. */
  public final void scope(TraceScope of) {
    shared = Carried.of(of, traceState(), baggage());
  }

  /** What this context belongs to, or null. */
  public final @Nullable TraceScope scope() {
    Shared known = shared;
    return known == null ? null : known.scope();
  }

  /** Whether neither the trace id nor the span id is zero. */
  public final boolean isValid() {
    return (traceIdHigh | traceIdLow) != 0 && spanId != 0;
  }

  /** Whether this context arrived from another process. */
  public final boolean isRemote() {
    return (flags & REMOTE) != 0;
  }

  /** Whether somebody wants this trace at any price, as B3 and Jaeger can say. */
  public final boolean isDebug() {
    return (flags & DEBUG) != 0;
  }

  /** Whether the caller left it to the receiver to decide about recording, as B3 can. */
  public final boolean isDeferred() {
    return (flags & DEFERRED) != 0;
  }

  /** Whether {@link #sampled} is somebody's decision about the trace, and no mere absence. */
  final boolean isDecided() {
    return !isDeferred() && (isValid() || isRemote());
  }

  /** The {@code tracestate} to hand on unchanged, or null when there is none. */
  public final @Nullable String traceState() {
    Shared known = shared;
    return known == null ? null : known.traceState();
  }

  /** The {@code baggage} to hand on unchanged, or null when there is none. */
  public final @Nullable String baggage() {
    Shared known = shared;
    return known == null ? null : known.baggage();
  }

  /** Upper estimate of the bytes of what the trace carries. */
  final long estimateCarriedWeight() {
    return AttributeValues.weigh(traceState()) + AttributeValues.weigh(baggage());
  }

  /** The trace id as 32 lower-case hexadecimal digits. */
  public final String traceId() {
    char[] digits = new char[32];
    Hex.write(traceIdHigh, digits, 0);
    Hex.write(traceIdLow, digits, 16);
    return new String(digits);
  }

  /** The span id as 16 lower-case hexadecimal digits. */
  public final String spanId() {
    char[] digits = new char[16];
    Hex.write(spanId, digits, 0);
    return new String(digits);
  }

  @Override
  public String toString() {
    return TraceParent.format(this);
  }
}
