package io.sidelight.core.trace;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A span that is being recorded.
 *
 * <p>Used by one thread at a time until it has ended; the hand-over between threads must be safe in
 * itself. Once ended it belongs to the sink, and nothing changes it. Ending is safe against being
 * done by several threads at once. What applications do to a span, from wherever they like, they do
 * by {@link SpanEdits}.
 *
 * <p>Keys are expected to be constants: they are kept as they are. Texts longer than the limit are
 * cut when they are given, so that a span never keeps a large text of the application alive.
 */
public final class Span extends SpanContext {
  private static final AtomicIntegerFieldUpdater<Span> STATE =
      AtomicIntegerFieldUpdater.newUpdater(Span.class, "state");
  private static final SpanKind[] KINDS = SpanKind.values();
  private static final int KIND_MASK = 0x7;
  private static final int ENDED = 0x10;
  private static final int REMOTE_PARENT = 0x20;
  private static final int OF_APPLICATION = 0x40;
  private static final int GROWTH = 16;
  private static final Object[] NO_PAIRS = {};

  final long parentSpanId;
  final long startNanoTime;
  private long endNanoTime;
  final Tracer tracer;

  /**
   * The name; or a {@link SpanTemplate} for that and more; or {@link SpanDetails}, which have the
   * place of either then. Null before any is known.
   */
  private @Nullable Object said;

  /** Keys and values in turn; what a value is, see {@link AttributeValues}. */
  private Object @Nullable [] attributes;

  /** The link of {@link SpanQueue} and {@link SpanBacklog}; nobody else touches it. */
  @Nullable Span next;

  /** The kind and flags, and in the upper bits what {@link SpanWeight} puts there. */
  private volatile int state;

  private short attributeCount;

  Span(
      Tracer tracer,
      long traceIdHigh,
      long traceIdLow,
      long spanId,
      @Nullable SpanContext parent,
      SpanKind kind,
      long startNanoTime) {
    super(parent, traceIdHigh, traceIdLow, spanId, true);
    this.tracer = tracer;
    this.startNanoTime = startNanoTime;
    SpanContext above = parent != null && parent.isValid() ? parent : null;
    parentSpanId = above == null ? 0 : above.spanId;
    STATE.lazySet(this, kind.ordinal() | (above != null && above.isRemote() ? REMOTE_PARENT : 0));
  }

  /** Replaces the name. */
  public Span name(@Nullable String value) {
    if (value != null && isRecording()) {
      String cut = tracer.limits.cut(value);
      if (said == null || said instanceof String) {
        said = cut;
      } else {
        details().name = cut;
      }
    }
    return this;
  }

  /**
   * Replaces the name, and sets or replaces the template's attributes, which an application may
   * have set before. Those that are set afterwards must not be among them.
   */
  public Span describe(SpanTemplate by) {
    if (!isRecording()) {
      return this;
    }
    if (attributeCount + by.count() <= tracer.limits.attributeCount
        && !by.hasAnyOf(attributes, attributeCount)) {
      SpanDetails details = ifDetails();
      if (details == null) {
        said = by;
      } else {
        details.template = by;
        details.name = null;
      }
      return this;
    }
    name(by.name);
    for (int i = 0; i < by.pairs.length; i += 2) {
      put((String) by.pairs[i], by.pairs[i + 1]);
    }
    return this;
  }

  /** Sets or replaces an attribute. */
  public Span attribute(@Nullable String key, @Nullable String value) {
    return value == null ? this : put(key, tracer.limits.cut(value));
  }

  /** Sets or replaces an attribute. */
  public Span attribute(@Nullable String key, long value) {
    return put(key, LongBoxes.box(value));
  }

  /** Sets or replaces an attribute. */
  public Span attribute(@Nullable String key, boolean value) {
    return put(key, value ? Boolean.TRUE : Boolean.FALSE);
  }

  /** Sets or replaces an attribute. */
  public Span attribute(@Nullable String key, double value) {
    return put(key, Double.valueOf(value));
  }

  /** Sets or replaces an attribute whose value is in the form in which it is kept. */
  Span put(@Nullable String key, Object value) {
    if (key == null || key.isEmpty() || !isRecording()) {
      return this;
    }
    int used = attributeCount << 1;
    Object[] slots = attributes;
    for (int i = 0; slots != null && i < used; i += 2) {
      if (AttributeValues.isSame(slots[i], key)) {
        slots[i + 1] = value;
        return this;
      }
    }
    SpanTemplate template = template();
    int others = template == null ? 0 : template.count();
    if (attributeCount + others >= tracer.limits.attributeCount) {
      details().droppedAttributes++;
      return this;
    }
    if (slots == null) {
      SpanKind kind = kind();
      int room = template == null ? kind.expectedAttributes : kind.expectedBeside;
      slots = new Object[room << 1];
      attributes = slots;
    } else if (used == slots.length) {
      slots = Arrays.copyOf(slots, used + GROWTH);
      attributes = slots;
    }
    slots[used] = key;
    slots[used + 1] = value;
    attributeCount++;
    return this;
  }

  /**
   * Adds an event {@code exception} with type, message and stack trace, as the semantic conventions
   * have it. Rendered here and now, so that no object of the application is kept; whatever the
   * exception's own methods do is survived.
   */
  public Span exception(@Nullable Throwable exception) {
    if (exception != null && isRecording() && details().takesEvent(tracer.limits)) {
      details().events.add(SpanEvent.ofException(exception, tracer.limits, NO_PAIRS));
    }
    return this;
  }

  /**
   * Like {@link #exception}, but without the messages of the exception and its causes: for those
   * that quote personal data.
   */
  public Span exceptionWithoutMessage(@Nullable Throwable exception) {
    if (exception != null && isRecording() && details().takesEvent(tracer.limits)) {
      details().events.add(SpanEvent.ofBareException(exception, tracer.limits));
    }
    return this;
  }

  /**
   * Sets the status Error, unless it is Ok; the description replaces an earlier one unless it is
   * null.
   */
  public Span error(@Nullable String description) {
    if (isRecording()) {
      details().setError(description == null ? null : tracer.limits.cut(description));
    }
    return this;
  }

  /** Adds a link to another span, of this trace or of any. */
  public Span link(@Nullable SpanContext other) {
    if (other != null && other.isValid() && isRecording()) {
      details().add(new SpanLink(other, NO_PAIRS), tracer.limits);
    }
    return this;
  }

  /**
   * Ends the span and hands it to the sink. Only the first call has an effect.
   *
   * @param endNanoTime the end, on the clock of {@link System#nanoTime()}
   */
  public void end(long endNanoTime) {
    int now = state;
    if ((now & ENDED) == 0 && STATE.compareAndSet(this, now, now | ENDED)) {
      this.endNanoTime = endNanoTime;
      tracer.sink.accept(this);
    }
  }

  @Override
  public SpanContext identity() {
    return copy();
  }

  /**
   * Whether the span ended before a point in time.
   *
   * @param nanoTime on the clock of {@link System#nanoTime()}
   */
  public boolean endedBefore(long nanoTime) {
    return hasEnded() && endNanoTime - nanoTime < 0;
  }

  /** The application's own code has begun this span, and will end it. Called before it is used. */
  void begunByApplication() {
    STATE.lazySet(this, state | OF_APPLICATION);
  }

  boolean isOfApplication() {
    return (state & OF_APPLICATION) != 0;
  }

  /** Whether {@link #end} was called. */
  public boolean hasEnded() {
    return !isRecording();
  }

  private boolean isRecording() {
    return (state & ENDED) == 0;
  }

  SpanDetails details() {
    SpanDetails known = ifDetails();
    if (known == null) {
      known = new SpanDetails(name(), template());
      said = known;
    }
    return known;
  }

  SpanKind kind() {
    return KINDS[state & KIND_MASK];
  }

  boolean hasRemoteParent() {
    return (state & REMOTE_PARENT) != 0;
  }

  /** Never before the start, whatever the clock or the caller did. */
  long endNanoTime() {
    return endNanoTime - startNanoTime < 0 ? startNanoTime : endNanoTime;
  }

  /** The span's own name; null if that is its template's, or none. */
  @Nullable String name() {
    Object known = said;
    return known instanceof String
        ? (String) known
        : known instanceof SpanDetails ? ((SpanDetails) known).name : null;
  }

  @Nullable SpanTemplate template() {
    Object known = said;
    return known instanceof SpanTemplate
        ? (SpanTemplate) known
        : known instanceof SpanDetails ? ((SpanDetails) known).template : null;
  }

  int attributeCount() {
    return attributeCount;
  }

  /** Keys and values in turn, of which {@link #attributeCount()} pairs are in use. */
  Object @Nullable [] attributes() {
    return attributes;
  }

  @Nullable SpanDetails ifDetails() {
    return said instanceof SpanDetails ? (SpanDetails) said : null;
  }

  /** Works out {@link #weight()}, once the span has ended. */
  int weigh() {
    // Nobody else changes the state of a span that has ended.
    STATE.lazySet(this, SpanWeight.into(state, SpanWeight.of(this)));
    return weight();
  }

  /** The bytes by which this span counts in {@link SpanQueue}. */
  int weight() {
    return SpanWeight.from(state);
  }
}
