package io.sidelight.core.record;

import io.sidelight.core.meter.PoolMeters;
import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanContext;
import io.sidelight.core.trace.SpanKind;
import io.sidelight.core.trace.Tracer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * All rules about pools of connections to databases, or to Redis. Follows the OpenTelemetry
 * semantic conventions for database client connection pools. How many connections there are is
 * asked of the pools when somebody scrapes, and costs nothing in between. Thread-safe.
 */
public final class PoolRecorder {
  /** A connection, with the pool that has lent it while it is in use. */
  static final class Lent extends AtomicReference<@Nullable PoolGroup> {
    private static final long serialVersionUID = 1L;

    volatile long sinceNanos;
  }

  private final PoolMeters meters;
  private final Tracer tracer;
  private final long waitNanos;
  private final HeldState<PoolGroup> pools = new HeldState<>(PoolGroup.class);
  private final HeldState<Lent> lent = new HeldState<>(Lent.class);
  private final Map<String, PoolGroup> groups = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  /**
   * Over these sinks.
   *
   * @param meters of the kind of pools that this one is told of
   * @param waitNanos whoever waits for so long is told of in the trace
   */
  public PoolRecorder(PoolMeters meters, Tracer tracer, long waitNanos) {
    this.waitNanos = waitNanos;
    this.meters = meters;
    this.tracer = tracer;
  }

  /** Whether this pool was told of already. */
  public boolean knows(Object pool) {
    return pools.get(pool) != null;
  }

  /**
   * A pool that may have connections from now on.
   *
   * @param kind what to call the pool, followed by a number, if it has no name
   */
  public void add(ConnectionPool pool, String kind) {
    Object of = pool.get();
    if (of == null) {
      return;
    }
    synchronized (groups) {
      if (pools.get(of) != null) {
        return;
      }
      String name = pool.name.isEmpty() ? numbered(kind) : pool.name;
      PoolGroup group = groups.get(name);
      if (group == null) {
        group = new PoolGroup(name, meters);
        groups.put(name, group);
      }
      group.add(pool);
      pools.put(of, group);
    }
  }

  /** The pool gives no connections any more. */
  public void closed(Object pool) {
    synchronized (groups) {
      PoolGroup group = pools.get(pool);
      if (group != null) {
        pools.remove(pool);
        group.remove(pool);
      }
    }
  }

  private String numbered(String kind) {
    Integer last = numbers.get(kind);
    int number = last == null ? 1 : last + 1;
    numbers.put(kind, number);
    return kind + '-' + number;
  }

  /**
   * A pool is asked for a connection.
   *
   * @return what {@link #end} takes; null if the thread is asking one already; {@link
   *     PoolWait#UNKNOWN} if nobody has told of this pool
   */
  public @Nullable PoolWait begin(Object pool) {
    PoolWait wait = ThreadState.get().poolWait;
    if (wait.pool != null) {
      return null;
    }
    wait.pool = pools.get(pool);
    if (wait.pool == null) {
      return PoolWait.UNKNOWN;
    }
    wait.startNanos = System.nanoTime();
    return wait;
  }

  /**
   * The pool has answered.
   *
   * @param wait what {@link #begin} returned
   * @param connection what will be {@link #returned}, if it was not told by {@link #lend}
   * @param thrown why there is none; null if there is
   * @param timeout whether that is because there was none in time
   */
  public void end(
      PoolWait wait, @Nullable Object connection, @Nullable Throwable thrown, boolean timeout) {
    long now = System.nanoTime();
    PoolGroup pool = wait.pool;
    Lent told = wait.lent;
    wait.pool = null;
    wait.lent = null;
    if (pool == null) {
      return;
    }
    if (told == null && connection != null) {
      told = lend(connection, pool, wait);
    }
    if (told != null) {
      told.sinceNanos = now;
    }
    if (timeout) {
      pool.timeouts.increment();
    }
    ThreadState thread = ThreadState.get();
    long nanos = now - wait.startNanos;
    meters.wait.series(pool.name, RequestWork.route(thread)).record(nanos);
    SpanContext context = thread.span;
    if (context != null && (nanos >= waitNanos || thrown != null)) {
      tell(context, pool, wait.startNanos, now, thrown);
    }
  }

  private void tell(
      SpanContext parent, PoolGroup pool, long start, long end, @Nullable Throwable thrown) {
    SpanContext context = tracer.start(parent, SpanKind.INTERNAL, start);
    if (context instanceof Span) {
      Span span = (Span) context;
      span.name("getConnection " + pool.name);
      span.attribute("db.client.connection.pool.name", pool.name);
      if (thrown != null) {
        span.attribute("error.type", thrown.getClass().getName());
        span.error(null);
        span.exceptionWithoutMessage(thrown);
      }
      span.end(end);
    }
  }

  /**
   * The pool that the current thread asks lends what it will be given back by {@link #returned}.
   */
  public void lend(Object connection) {
    PoolWait wait = ThreadState.get().poolWait;
    if (wait.pool != null) {
      wait.lent = lend(connection, wait.pool, wait);
    }
  }

  /** As {@link #lend(Object)}, if it is this pool that the current thread asks. */
  public void lend(Object pool, Object connection) {
    if (pools.get(pool) == ThreadState.get().poolWait.pool) {
      lend(connection);
    }
  }

  private Lent lend(Object connection, PoolGroup pool, PoolWait wait) {
    Lent known = lent.get(connection);
    if (known == null) {
      known = new Lent();
      lent.put(connection, known);
    }
    // Until the pool hands it out, which is when its time begins.
    known.sinceNanos = wait.startNanos;
    if (known.getAndSet(pool) == null) {
      pool.lent.incrementAndGet();
    }
    return known;
  }

  /** Somebody gives back what a pool has lent; anything else is left alone. */
  public void returned(Object connection) {
    Lent known = lent.get(connection);
    if (known == null) {
      return;
    }
    long since = known.sinceNanos;
    PoolGroup pool = known.getAndSet(null);
    lent.release(connection);
    if (pool != null) {
      pool.lent.decrementAndGet();
      pool.use.record(System.nanoTime() - since);
    }
  }

  /**
   * The current thread opens connections for this pool from now on.
   *
   * @return whether it is to be told by {@link #hasCreated} when it no longer does
   */
  public boolean creates(Object pool) {
    ThreadState thread = ThreadState.get();
    if (thread.creatingFor != null) {
      return false;
    }
    thread.creatingFor = pools.get(pool);
    return thread.creatingFor != null;
  }

  /** Undoes {@link #creates}. */
  public void hasCreated() {
    ThreadState.get().creatingFor = null;
  }

  /**
   * A connection to a database is about to be opened.
   *
   * @return whether this is the outermost such call, whose end is to be told by {@link #opened}
   */
  public boolean opens() {
    ThreadState thread = ThreadState.get();
    boolean outermost = !thread.opensConnection;
    thread.opensConnection = true;
    return outermost;
  }

  /**
   * The end of what {@link #opens} began.
   *
   * @param nanos how long it took; negative if nothing was opened
   */
  public void opened(long nanos) {
    ThreadState thread = ThreadState.get();
    thread.opensConnection = false;
    if (nanos < 0) {
      return;
    }
    PoolGroup pool = thread.creatingFor == null ? thread.poolWait.pool : thread.creatingFor;
    if (pool == null) {
      meters.create.series("").record(nanos);
    } else {
      pool.create.record(nanos);
    }
  }
}
