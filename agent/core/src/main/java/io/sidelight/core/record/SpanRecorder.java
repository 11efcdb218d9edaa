package io.sidelight.core.record;

import io.sidelight.core.trace.Propagation;
import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanContext;
import io.sidelight.core.trace.SpanEdits;
import io.sidelight.core.trace.SpanKind;
import io.sidelight.core.trace.TraceParent;
import io.sidelight.core.trace.Tracer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Spans of the application's own making, in one trace with the agent's. There are no metrics of
 * them. Thread-safe.
 */
public final class SpanRecorder {
  private final Tracer tracer;
  private final Propagation propagation;
  final ContextRecorder contexts = new ContextRecorder();

  /** By the class objects that libraries are known by. */
  private final WeakTable<Object, LibraryCopy> copies = new WeakTable<>();

  /** The headers of an incoming message, to be implemented by advice. */
  public interface HeaderGetter extends Propagation.Getter {}

  /** The headers of an outgoing message, to be implemented by advice. */
  public interface HeaderSetter extends Propagation.Setter {}

  /** One copy of a library, of which an application may have several. Thread-safe. */
  public static final class LibraryCopy {
    private volatile boolean leftAlone;

    /** Whether the application uses it in a way of its own, which the agent is to keep out of. */
    public boolean isLeftAlone() {
      return leftAlone;
    }

    /** From now on the agent keeps out of it. */
    public void leaveAlone() {
      leftAlone = true;
    }
  }

  /**
   * @param propagation how traces are handed from process to process
   */
  public SpanRecorder(Tracer tracer, Propagation propagation) {
    this.tracer = tracer;
    this.propagation = propagation;
  }

  /** Whether there are spans at all; never changes. */
  public boolean isEnabled() {
    return tracer.isEnabled();
  }

  /**
   * What is known of a copy of a library.
   *
   * @param type a class of that copy; always the same one
   */
  public LibraryCopy copy(Class<?> type) {
    synchronized (copies) {
      LibraryCopy copy = copies.get(type);
      if (copy == null) {
        copy = new LibraryCopy();
        copies.put(type, copy);
      }
      return copy;
    }
  }

  /** The span that the current thread is in the middle of, whoever made it; null for none. */
  public @Nullable ManualSpan current() {
    SpanContext context = ThreadState.get().span;
    return context == null ? null : new ManualSpan(context);
  }

  /** Whether the current thread is in the middle of no span. */
  public boolean isNone() {
    return ThreadState.get().span == null;
  }

  /** Whether the current thread is in the middle of that span, and of none inside it. */
  @SuppressWarnings("ReferenceEquality")
  public boolean isCurrent(ManualSpan span) {
    return ThreadState.get().span == span.context;
  }

  /** Whether the current thread is in the middle of the span with these ids. */
  public boolean isCurrent(String traceId, String spanId) {
    SpanContext context = ThreadState.get().span;
    return context != null && context.spanId().equals(spanId) && context.traceId().equals(traceId);
  }

  /**
   * Begins a span, which is not yet the current one.
   *
   * @param kind the name of a {@link SpanKind}
   * @param parent null for a new trace
   * @param epochNanos when it began, in nanoseconds since 1970; 0 for now
   * @return null if there are no spans at all
   */
  public @Nullable ManualSpan begin(
      String name, String kind, @Nullable ManualSpan parent, long epochNanos) {
    SpanContext context =
        tracer.start(
            parent == null ? null : parent.context, SpanKind.valueOf(kind), nanoTime(epochNanos));
    if (context == null) {
      return null;
    }
    if (context instanceof Span) {
      SpanEdits.begin((Span) context);
    }
    ManualSpan span = new ManualSpan(context);
    span.name(name);
    return span;
  }

  /**
   * A span that is known by its identity alone.
   *
   * @param traceId 32 lower-case hexadecimal digits
   * @param spanId 16 lower-case hexadecimal digits
   * @return null if this is no identity
   */
  public @Nullable ManualSpan known(
      String traceId, String spanId, boolean sampled, boolean remote, @Nullable String traceState) {
    String header = "00-" + traceId + '-' + spanId + (sampled ? "-01" : "-00");
    SpanContext parsed = TraceParent.parse(header, traceState);
    if (parsed == null || remote) {
      return parsed == null ? null : new ManualSpan(parsed);
    }
    return new ManualSpan(
        new SpanContext(
            parsed.traceIdHigh, parsed.traceIdLow, parsed.spanId, sampled, parsed.traceState()));
  }

  /**
   * The current thread is in the middle of this span from now on, and of nothing if it is null.
   *
   * @return what {@link #detach} takes
   */
  public Object attach(@Nullable ManualSpan span) {
    return contexts.attach(span == null ? null : span.context);
  }

  /**
   * Undoes {@link #attach}, on the same thread. Where that is in the middle of something else by
   * now, because the application has left its scopes in another order, it stays there.
   */
  @SuppressWarnings("ReferenceEquality")
  public void detach(@Nullable ManualSpan span, Object token) {
    if (ThreadState.get().span == (span == null ? null : span.context)) {
      contexts.detach(token);
    } else {
      abandon(token);
    }
  }

  /** What was attached by another thread will not be detached there; this thread is left as is. */
  public void abandon(Object token) {
    ThreadState thread = ThreadState.get();
    SpanContext current = thread.span;
    contexts.detach(token);
    thread.span = current;
  }

  /** Makes a span the parent of what the receiver of a message does. */
  public void inject(ManualSpan span, HeaderSetter headers) {
    propagation.inject(span.context, headers);
  }

  /** The span that the sender of a message was in the middle of; null if it does not say. */
  public @Nullable ManualSpan extract(HeaderGetter headers) {
    SpanContext context = propagation.extract(headers);
    return context == null ? null : new ManualSpan(context);
  }

  /** The same moment on the clock of {@link System#nanoTime()}. */
  static long nanoTime(long epochNanos) {
    long nanoTime = System.nanoTime();
    if (epochNanos == 0) {
      return nanoTime;
    }
    Instant now = Instant.now();
    return nanoTime - (now.getEpochSecond() * 1_000_000_000L + now.getNano()) + epochNanos;
  }
}
