package io.sidelight.core.record;

import io.sidelight.core.meter.CountSeries;
import io.sidelight.core.meter.DurationSeries;
import io.sidelight.core.meter.LevelSeries;
import io.sidelight.core.meter.SizeSeries;
import io.sidelight.core.meter.WebSocketMeters;
import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanContext;
import io.sidelight.core.trace.SpanKind;
import io.sidelight.core.trace.TraceBudget;
import io.sidelight.core.trace.Tracer;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One connection, and the series of its place, each looked up at its first use.
 *
 * <p>Holds nothing of the container's, so that it may be the value of a weak table. What is to come
 * in and what is to go out is each worked on by one thread at a time, and the container hands it on
 * safely; everything else may be used by any thread.
 */
public final class WebSocketConnection {
  /** RFC 6455, 7.4.1: closed without a close frame. */
  private static final int CLOSED_ABNORMALLY = 1006;

  private static final AtomicIntegerFieldUpdater<WebSocketConnection> PENDING =
      AtomicIntegerFieldUpdater.newUpdater(WebSocketConnection.class, "pending");

  /** Instead of a number of messages: whatever was pending, is no longer. */
  private static final int NONE_EVER = -1;

  private static final AtomicIntegerFieldUpdater<WebSocketConnection> ENDED =
      AtomicIntegerFieldUpdater.newUpdater(WebSocketConnection.class, "ended");

  /** The route of the endpoint; of a connection that the application makes, the host. */
  final String place;

  /** Of a connection that the application makes: {@code server.port}; else 0. */
  final int serverPort;

  /** Of the HTTP request that the connection began as. */
  @Nullable SpanContext handshake;

  /** For the traces of all connections of the place. */
  private final TraceBudget budget;

  WebSocketMessage inbound = new WebSocketMessage(this);
  final WebSocketMessage outbound = new WebSocketMessage(this);

  /** Of the message that is coming in, what the container has not told yet. */
  long arrivedBytes;

  /** The same of a control frame. */
  long arrivedControlBytes;

  /** The message that comes in in parts, some of which are waiting for the application. */
  @Nullable WebSocketMessage arriving;

  /** The message that a container takes in parts, to write it with others; null for none. */
  @Nullable WebSocketMessage taking;

  /** Of the place; null if there is none yet. */
  @Nullable CountSeries leftOut;

  long openNanos;
  @Nullable LevelSeries active;

  /** What the thread that opens the connection was in before. */
  @Nullable SpanContext outerSpan;

  private final WebSocketMeters meters;
  private final @Nullable SizeSeries[] inboundSizes = new SizeSeries[WebSocketMessageType.COUNT];
  private final @Nullable SizeSeries[] outboundSizes = new SizeSeries[WebSocketMessageType.COUNT];
  private final @Nullable DurationSeries[] handling =
      new DurationSeries[WebSocketMessageType.COUNT];
  private final @Nullable DurationSeries[] sending = new DurationSeries[WebSocketMessageType.COUNT];
  private volatile @Nullable WeakReference<Throwable> lastError;
  private volatile int closingCode;
  private volatile int pending;
  private @Nullable LevelSeries allPending;
  private volatile int ended;

  WebSocketConnection(
      WebSocketMeters meters,
      String place,
      int serverPort,
      @Nullable SpanContext handshake,
      TraceBudget budget) {
    this.budget = budget;
    this.meters = meters;
    this.place = place;
    this.serverPort = serverPort;
    // A span that has ended would keep its attributes alive as long as the connection.
    this.handshake = handshake == null ? null : handshake.identity();
  }

  /** Whether it is one of those that these series are about. */
  boolean isOf(WebSocketMeters side) {
    return meters == side;
  }

  SizeSeries inboundSize(WebSocketMessageType type) {
    return size(inboundSizes, "inbound", type);
  }

  SizeSeries outboundSize(WebSocketMessageType type) {
    return size(outboundSizes, "outbound", type);
  }

  private SizeSeries size(
      @Nullable SizeSeries[] known, String direction, WebSocketMessageType type) {
    SizeSeries series = known[type.ordinal()];
    if (series == null) {
      series = meters.messageSize.series(place, direction, type.label);
      known[type.ordinal()] = series;
    }
    return series;
  }

  DurationSeries sending(WebSocketMessageType type) {
    DurationSeries series = sending[type.ordinal()];
    if (series == null) {
      series = meters.sendDuration.series(place, type.label);
      sending[type.ordinal()] = series;
    }
    return series;
  }

  DurationSeries handling(WebSocketMessageType type) {
    DurationSeries series = handling[type.ordinal()];
    if (series == null) {
      series = meters.handlerDuration.series(place, type.label);
      handling[type.ordinal()] = series;
    }
    return series;
  }

  /** A message is about to be sent, or to wait for that. */
  void pends() {
    if (pending == NONE_EVER) {
      return;
    }
    // First, so that whoever takes it back finds it there.
    LevelSeries level = allPending();
    level.increment();
    int now;
    do {
      now = pending;
      if (now == NONE_EVER) {
        level.decrement();
        return;
      }
    } while (!PENDING.compareAndSet(this, now, now + 1));
  }

  /** A message has been sent, or will not be. */
  void pendsNoLonger() {
    int now;
    do {
      now = pending;
      if (now <= 0) {
        return;
      }
    } while (!PENDING.compareAndSet(this, now, now - 1));
    allPending().decrement();
  }

  private LevelSeries allPending() {
    LevelSeries level = allPending;
    if (level == null) {
      level = meters.pending.series(place);
      allPending = level;
    }
    return level;
  }

  /** Begins the trace of a message, which is linked to the handshake. */
  @Nullable SpanContext startTrace(Tracer tracer, SpanKind kind, long now) {
    SpanContext root = tracer.start(kind, now, budget);
    if (root instanceof Span) {
      ((Span) root).link(handshake);
    }
    return root;
  }

  /** A message whose trace was left out has ended, and nothing about it was remarkable. */
  void countLeftOut() {
    CountSeries series = leftOut;
    if (series == null) {
      series = meters.leftOut.series(place);
      leftOut = series;
    }
    series.increment();
  }

  /** Counts an error, unless it is or wraps the one counted before. */
  void countError(Throwable thrown) {
    WeakReference<Throwable> last = lastError;
    Throwable counted = last == null ? null : last.get();
    if (counted != null && (thrown == counted || thrown.getCause() == counted)) {
      return;
    }
    lastError = new WeakReference<>(thrown);
    meters.errors.series(place, thrown.getClass().getName()).increment();
  }

  /** This is not to be counted. */
  void excuse(Throwable thrown) {
    lastError = new WeakReference<>(thrown);
  }

  void begin() {
    openNanos = System.nanoTime();
    LevelSeries level = meters.active.series(place);
    level.increment();
    active = level;
    meters.opened.series(place).increment();
  }

  /** Remembers why the connection is being closed; the first reason counts. */
  void closing(int code) {
    if (closingCode == 0) {
      closingCode = code;
    }
  }

  /** The connection is no more, for a reason remembered or for none. */
  void endGone() {
    end(closingCode == 0 ? CLOSED_ABNORMALLY : closingCode);
  }

  /** The connection is no more. Only the first call has an effect. */
  void end(int code) {
    LevelSeries level = active;
    if (level == null || !ENDED.compareAndSet(this, 0, 1)) {
      return;
    }
    level.decrement();
    for (int left = PENDING.getAndSet(this, NONE_EVER); left > 0; left--) {
      allPending().decrement();
    }
    meters.closed.series(place, Integer.toString(code)).increment();
    meters.connectionDuration.series(place).record(System.nanoTime() - openNanos);
  }
}
