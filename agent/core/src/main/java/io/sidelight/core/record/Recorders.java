package io.sidelight.core.record;

import org.jspecify.annotations.Nullable;

/**
 * Where advice finds the recorders: in a static final field of its own, read once when the advice
 * is linked. Set before the first class is woven.
 */
public final class Recorders {
  private static volatile @Nullable Recorders installed;

  private final HttpServerRecorder httpServer;
  private final HttpClientRecorder httpClient;
  private final DbRecorder database;
  private final PoolRecorder pools;
  private final PoolRecorder redisPools;
  private final RedisRecorder redis;
  private final AsyncRedisRecorder asyncRedis;
  private final MessagingRecorder messaging;
  private final CacheRecorder caches;
  private final WebSocketRecorder webSocket;
  private final SessionRecorder sessions;
  private final AuthRecorder auth;
  private final ErrorRecorder errors;
  private final SpanRecorder spans;
  private final ContextRecorder context;

  /** All recorders over the same sinks. */
  public Recorders(
      HttpServerRecorder httpServer,
      HttpClientRecorder httpClient,
      DbRecorder database,
      PoolRecorder pools,
      PoolRecorder redisPools,
      RedisRecorder redis,
      MessagingRecorder messaging,
      CacheRecorder caches,
      WebSocketRecorder webSocket,
      SessionRecorder sessions,
      AuthRecorder auth,
      ErrorRecorder errors,
      SpanRecorder spans) {
    this.httpServer = httpServer;
    this.httpClient = httpClient;
    this.database = database;
    this.pools = pools;
    this.redisPools = redisPools;
    this.redis = redis;
    this.asyncRedis = redis.async();
    this.messaging = messaging;
    this.caches = caches;
    this.webSocket = webSocket;
    this.sessions = sessions;
    this.auth = auth;
    this.errors = errors;
    this.spans = spans;
    this.context = spans.contexts;
  }

  /** Makes these the ones that advice finds. */
  public static void install(Recorders recorders) {
    installed = recorders;
  }

  public static HttpServerRecorder httpServer() {
    return get().httpServer;
  }

  public static HttpClientRecorder httpClient() {
    return get().httpClient;
  }

  public static ContextRecorder context() {
    return get().context;
  }

  public static SpanRecorder spans() {
    return get().spans;
  }

  public static DbRecorder database() {
    return get().database;
  }

  public static PoolRecorder pools() {
    return get().pools;
  }

  public static PoolRecorder redisPools() {
    return get().redisPools;
  }

  public static RedisRecorder redis() {
    return get().redis;
  }

  public static AsyncRedisRecorder asyncRedis() {
    return get().asyncRedis;
  }

  public static MessagingRecorder messaging() {
    return get().messaging;
  }

  public static CacheRecorder caches() {
    return get().caches;
  }

  public static WebSocketRecorder webSocket() {
    return get().webSocket;
  }

  public static SessionRecorder sessions() {
    return get().sessions;
  }

  public static AuthRecorder auth() {
    return get().auth;
  }

  public static ErrorRecorder errors() {
    return get().errors;
  }

  private static Recorders get() {
    Recorders recorders = installed;
    if (recorders == null) {
      throw new IllegalStateException("advice before start");
    }
    return recorders;
  }
}
