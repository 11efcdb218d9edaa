package io.sidelight.core.record;

import io.sidelight.core.trace.SpanContext;
import io.sidelight.core.trace.SpanKind;
import io.sidelight.core.trace.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * A call to another system that a thread is waiting for. There is one object per thread and kind of
 * system, used again for every call: of calls inside calls only the outermost is recorded. Used by
 * its own thread only.
 */
abstract class ClientCall {
  /** The state of the thread that makes this call. */
  final ThreadState thread;

  private boolean active;
  private long startNanos;
  private @Nullable SpanContext span;
  private @Nullable SpanContext outerSpan;

  ClientCall(ThreadState thread) {
    this.thread = thread;
  }

  /** Whether a call of this kind is under way already. */
  final boolean isActive() {
    return active;
  }

  final void begin(Tracer tracer, long now) {
    startNanos = now;
    if (tracer.isEnabled()) {
      outerSpan = thread.span;
      span = tracer.start(outerSpan, SpanKind.CLIENT, now);
      thread.span = span;
    }
    active = true;
  }

  /** Nothing that this thread does until {@link #release} is a call of the application's. */
  final void suppress() {
    active = true;
  }

  /** Ends what {@link #suppress} began. */
  final void release() {
    active = false;
  }

  /**
   * Makes this object ready for the next call.
   *
   * @return the span's context, if there is one
   */
  final @Nullable SpanContext finish(Tracer tracer) {
    SpanContext context = span;
    if (tracer.isEnabled()) {
      thread.span = outerSpan;
    }
    span = null;
    outerSpan = null;
    active = false;
    return context;
  }

  /** Since the beginning of the last call until now, in nanoseconds. */
  public final long elapsedNanos() {
    return System.nanoTime() - startNanos;
  }

  /** The beginning of the last call. */
  final long startNanos() {
    return startNanos;
  }

  /** Since the beginning of the last call. */
  final long nanos(long now) {
    return now - startNanos;
  }
}
