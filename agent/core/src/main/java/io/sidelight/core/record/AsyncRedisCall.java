package io.sidelight.core.record;

import io.sidelight.core.trace.SpanContext;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * An operation that a thread begins and another may see the end of; see {@link AsyncRedisRecorder}.
 */
public final class AsyncRedisCall {
  private static final AtomicIntegerFieldUpdater<AsyncRedisCall> ENDED =
      AtomicIntegerFieldUpdater.newUpdater(AsyncRedisCall.class, "ended");

  final RedisOperation operation = new RedisOperation();
  final long startNanos;
  final @Nullable SpanContext span;

  /** What the thread was about to send already. */
  @Nullable AsyncRedisCall outer;

  private volatile @Nullable Object commands;
  private volatile boolean timedOut;
  private volatile int ended;

  AsyncRedisCall(long startNanos, @Nullable SpanContext span) {
    this.startNanos = startNanos;
    this.span = span;
  }

  /** Its name, upper-case. */
  public String command() {
    return operation.command;
  }

  /** The client's objects for its commands; null unless it is a batch. */
  public @Nullable Object commands() {
    return commands;
  }

  void commands(Object all) {
    commands = all;
  }

  /** It waits for something to happen, as far as its name alone does not say so: {@code XREAD}. */
  public void blocks() {
    operation.blocks = true;
  }

  /** The one who waits for the reply has lost patience, and is about to give up. */
  public void timedOut() {
    timedOut = true;
  }

  /** Whether {@link #timedOut} was called. */
  boolean isTimedOut() {
    return timedOut;
  }

  /**
   * Where the command goes; the last one holds.
   *
   * @param address {@code server.address}
   * @param port {@code server.port}, or -1
   */
  public void server(@Nullable String address, int port) {
    operation.address = address;
    operation.port = port;
  }

  /** Whether this is the first to end the call, which may be tried from several threads. */
  boolean endOnce() {
    return ended == 0 && ENDED.compareAndSet(this, 0, 1);
  }
}
