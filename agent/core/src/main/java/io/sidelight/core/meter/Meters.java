package io.sidelight.core.meter;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the agent measures. Made once, when the agent starts; all of it may be used by any
 * number of threads. Writing is left to the {@link #exposition}, so that making this is quick.
 *
 * <p>The order in which a family takes its label values stands beside it. An error type of {@code
 * ""} says that there was no error.
 */
public final class Meters {
  private final List<Family<?>> families = new ArrayList<>();
  private final MeterSettings settings;
  private final SelfMetrics self;
  private volatile @Nullable Exposition exposition;

  /** Method, route, status code, error type, scheme. */
  public final Durations httpServerDuration;

  /** Method, scheme. */
  public final Levels httpServerActive;

  /** Method, host, port, status code, error type. */
  public final Durations httpClientDuration;

  /** Method, route, status code, scheme. */
  public final Sizes httpServerRequestSize;

  /** Method, route, status code, scheme. */
  public final Sizes httpServerResponseSize;

  /** Method, route. */
  public final Counts httpServerDisconnects;

  /** System, namespace, operation, collection (the table), error type. */
  public final Durations dbDuration;

  /** Operation, collection (the table). */
  public final Durations dbFetch;

  /** System, namespace, operation, collection (the table). */
  public final Sizes dbRows;

  /** Operation, collection (the table), class of the SQLState, reason. */
  public final Counts dbErrors;

  /** Operation, collection (the table). */
  public final Counts dbSlowQueries;

  /** Route. */
  public final Sizes dbStatementsPerRequest;

  /** Route, summary of the query. */
  public final Counts dbNPlusOne;

  /** Pools of connections to databases. */
  public final PoolMeters dbPools;

  /** Command, error type. */
  public final Durations redisDuration;

  /** Command, error type; of commands that wait for something to happen. */
  public final Durations redisBlocked;

  /** Pools of connections to Redis. */
  public final PoolMeters redisPools;

  /** Command, outcome (hit or miss). */
  public final Counts redisCache;

  /** Template of the key, outcome (hit or miss). */
  public final Counts redisKeys;

  /** System, destination, operation, error type. */
  public final Durations messaging;

  /** Name of the cache, outcome (hit or miss). */
  public final Counts cacheRequests;

  /** Connections to this server. */
  public final WebSocketMeters webSocketServer;

  /** Connections that the application makes. */
  public final WebSocketMeters webSocketClient;

  /** Direction (inbound or outbound), command. */
  public final Counts stompMessages;

  /** No dimension. */
  public final Observations activeSessions;

  /** No dimension. */
  public final Counts sessionsCreated;

  /** Outcome (success, failure or denied), method (such as basic). */
  public final Counts authAttempts;

  /** Error type. */
  public final Counts uncaughtExceptions;

  /** Makes all families, empty. */
  public Meters(MeterSettings settings) {
    this.settings = settings;
    httpServerDuration = durations(Measure.HTTP_SERVER_DURATION, Buckets.HTTP);
    httpServerActive = levels(Measure.HTTP_SERVER_ACTIVE);
    httpClientDuration = durations(Measure.HTTP_CLIENT_DURATION, Buckets.HTTP);
    httpServerRequestSize = sizes(Measure.HTTP_SERVER_REQUEST_SIZE, Buckets.SIZE);
    httpServerResponseSize = sizes(Measure.HTTP_SERVER_RESPONSE_SIZE, Buckets.SIZE);
    httpServerDisconnects = counts(Measure.HTTP_SERVER_DISCONNECTS);
    dbDuration = durations(Measure.DB_DURATION, Buckets.DB);
    dbFetch = durations(Measure.DB_FETCH, Buckets.DB);
    dbRows = sizes(Measure.DB_ROWS, Buckets.COUNT);
    dbErrors = counts(Measure.DB_ERRORS);
    dbSlowQueries = counts(Measure.DB_SLOW);
    dbStatementsPerRequest = sizes(Measure.DB_STATEMENTS_PER_REQUEST, Buckets.COUNT);
    dbNPlusOne = counts(Measure.DB_N_PLUS_ONE);
    dbPools = new PoolMeters(this, PoolMeasures.DATABASE);
    redisDuration = durations(Measure.REDIS_DURATION, Buckets.REDIS);
    redisBlocked = durations(Measure.REDIS_BLOCKED, Buckets.POOL);
    redisPools = new PoolMeters(this, PoolMeasures.REDIS);
    redisCache = counts(Measure.REDIS_CACHE);
    redisKeys = counts(Measure.REDIS_KEYS);
    messaging = durations(Measure.MESSAGING, Buckets.DB);
    cacheRequests = counts(Measure.CACHE_REQUESTS);
    webSocketServer = new WebSocketMeters(this, WebSocketMeasures.SERVER);
    webSocketClient = new WebSocketMeters(this, WebSocketMeasures.CLIENT);
    stompMessages = counts(WebSocketMeasures.STOMP);
    activeSessions = observations(Measure.ACTIVE_SESSIONS);
    sessionsCreated = counts(Measure.SESSIONS_CREATED);
    authAttempts = counts(Measure.AUTH_ATTEMPTS);
    uncaughtExceptions = counts(Measure.UNCAUGHT_EXCEPTIONS);
    self = new SelfMetrics(counts(Measure.ADVICE_ERRORS), counts(Measure.CLASSES_TRANSFORMED));
  }

  /** The bytes that all series keep alive, about. */
  public long estimateBytes() {
    Exposition written = exposition;
    long bytes = written == null ? 0 : written.estimateBytes();
    for (Family<?> family : families) {
      bytes += family.estimateBytes();
    }
    return bytes;
  }

  /** What the agent tells about itself. */
  public SelfMetrics self() {
    return self;
  }

  /** Writes everything at each scrape. */
  public synchronized Exposition exposition() {
    Exposition known = exposition;
    if (known == null) {
      known = new Exposition(families, self, settings);
      exposition = known;
    }
    return known;
  }

  Durations durations(Measure measure, Buckets buckets) {
    Durations family = new Durations(measure, settings.maxSeries(), buckets);
    families.add(family);
    return family;
  }

  Levels levels(Measure measure) {
    Levels family = new Levels(measure, settings.maxSeries());
    families.add(family);
    return family;
  }

  Observations observations(Measure measure) {
    Observations family = new Observations(measure, settings.maxSeries());
    families.add(family);
    return family;
  }

  Counts counts(Measure measure) {
    Counts family = new Counts(measure, settings.maxSeries());
    families.add(family);
    return family;
  }

  Sizes sizes(Measure measure, Buckets buckets) {
    Sizes family = new Sizes(measure, settings.maxSeries(), buckets);
    families.add(family);
    return family;
  }
}
