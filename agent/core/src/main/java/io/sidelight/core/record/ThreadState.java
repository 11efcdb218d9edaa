package io.sidelight.core.record;

import io.sidelight.core.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/**
 * What a thread is in the middle of. One look-up per advice finds everything; nothing of the
 * application's is held once a call is over. Used by its own thread only.
 */
final class ThreadState {
  /** A class, not a lambda: this is initialised in the middle of anybody's code. */
  private static final class Current extends ThreadLocal<ThreadState> {
    @Override
    protected ThreadState initialValue() {
      return new ThreadState();
    }
  }

  private static final Current CURRENT = new Current();

  /** The innermost span, or the context of an unsampled one; parent of what begins now. */
  @Nullable SpanContext span;

  /** The request that this thread serves. */
  @Nullable HttpServerCall request;

  /** The one database call under way; calls inside it are the same call in another wrapper. */
  final DbCall db = new DbCall(this);

  /** Whether this thread is reading a row. */
  boolean reads;

  /** The pool that this thread is asking for a connection. */
  final PoolWait poolWait = new PoolWait();

  /** The pool that this thread opens connections for, without being asked to at the moment. */
  @Nullable PoolGroup creatingFor;

  /** Whether this thread is opening a connection to a database. */
  boolean opensConnection;

  /** The one Redis command under way. */
  final RedisCall redis = new RedisCall(this);

  /** The Redis command that this thread is about to hand to a client that does not wait. */
  @Nullable AsyncRedisCall sends;

  /** Around all making of statements; itself none. */
  final DbMaking outermostMaking = new DbMaking(this, null);

  /** The innermost making of a statement that is under way. */
  DbMaking making = outermostMaking;

  /** What the innermost {@code prepareStatement} or {@code createStatement} has just made. */
  @Nullable DbStatement lastStatement;

  /** The connection that this thread is about to grant or to open. */
  @Nullable WebSocketConnection webSocket;

  /** The connection to another server that this thread is about to ask for. */
  @Nullable WebSocketConnection webSocketAsked;

  /** The connection that the application is being told something of. */
  @Nullable WebSocketConnection webSocketTold;

  /** The message that this thread handles. */
  @Nullable WebSocketMessage webSocketMessage;

  /** What this thread brings to whoever sees to it that it is handled. */
  @Nullable WebSocketPart webSocketPart;

  /** The route by which the STOMP frame goes that this thread is about to write. */
  @Nullable String stompRoute;

  /** The message that this thread handles, of other systems than WebSocket. */
  @Nullable MessageCall message;

  /** Checks of credentials that are under way, one in another. */
  int authDepth;

  /** The outermost call to another HTTP server that this thread is about to make. */
  @Nullable HttpClientCall httpClient;

  /** The task of a fork/join pool that this thread itself is about to run, as a mere call. */
  @Nullable Object calledTask;

  /** Whether the thread is the agent's: what it does is none of the application's. */
  final boolean isAgents = Thread.currentThread().getName().startsWith("sidelight-");

  /** Empty, for the next request whose first statement runs on this thread. */
  private @Nullable StatementTally spareTally;

  /** The last random number. */
  private int random = System.identityHashCode(this) | 1;

  private ThreadState() {}

  /**
   * A random number (Marsaglia's xorshift), from 0.
   *
   * @param bound a power of two
   */
  int random(int bound) {
    random ^= random << 13;
    random ^= random >>> 17;
    random ^= random << 5;
    return random & (bound - 1);
  }

  /** An empty one, which is the caller's from now on. */
  StatementTally takeTally() {
    StatementTally spare = spareTally;
    spareTally = null;
    return spare == null ? new StatementTally() : spare;
  }

  /** Takes back what nobody else uses any more. */
  void giveTally(StatementTally used) {
    used.clear();
    spareTally = used;
  }

  static ThreadState get() {
    return CURRENT.get();
  }
}
