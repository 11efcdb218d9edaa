package io.sidelight.core.meter;

import static io.sidelight.core.meter.Dimension.CACHE;
import static io.sidelight.core.meter.Dimension.COLLECTION;
import static io.sidelight.core.meter.Dimension.CONVENTIONAL_STATE;
import static io.sidelight.core.meter.Dimension.DESTINATION;
import static io.sidelight.core.meter.Dimension.ERROR_TYPE;
import static io.sidelight.core.meter.Dimension.KEY;
import static io.sidelight.core.meter.Dimension.NAMESPACE;
import static io.sidelight.core.meter.Dimension.OPERATION;
import static io.sidelight.core.meter.Dimension.OUTCOME;
import static io.sidelight.core.meter.Dimension.POOL;
import static io.sidelight.core.meter.Dimension.QUERY;
import static io.sidelight.core.meter.Dimension.REASON;
import static io.sidelight.core.meter.Dimension.ROUTE;
import static io.sidelight.core.meter.Dimension.STATE;
import static io.sidelight.core.meter.Dimension.STATE_CLASS;
import static io.sidelight.core.meter.Dimension.SYSTEM;
import static io.sidelight.core.meter.Metric.counter;
import static io.sidelight.core.meter.Metric.gauge;
import static io.sidelight.core.meter.Metric.histogram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The part of the {@link Dictionary} about databases, their pools and Redis. */
final class DataDictionary {
  private static final List<Metric> CALLS =
      Arrays.asList(
          histogram(
                  "database_query_duration_seconds",
                  "Time that database queries took, failed ones included.",
                  Measure.DB_DURATION)
              .label("operation", OPERATION)
              .label("table", COLLECTION),
          counter("database_queries", "Database queries that have ended.", Measure.DB_DURATION)
              .label("operation", OPERATION)
              .label("table", COLLECTION)
              .outcome("status"),
          histogram(
                  "database_result_rows",
                  "Rows that were read of the results of database queries.",
                  Measure.DB_ROWS)
              .label("operation", OPERATION)
              .label("table", COLLECTION),
          histogram(
                  "redis_command_duration_seconds",
                  "Time that Redis commands took, failed ones included, blocking ones not.",
                  Measure.REDIS_DURATION)
              .label("command", OPERATION),
          counter(
                  "redis_commands",
                  "Redis commands that have ended.",
                  Measure.REDIS_DURATION,
                  Measure.REDIS_BLOCKED)
              .label("command", OPERATION)
              .outcome("status"),
          histogram(
                  "messaging_duration_seconds",
                  "Time that handling messages took, failures included.",
                  Measure.MESSAGING)
              .label("system", SYSTEM)
              .label("destination", DESTINATION)
              .label("operation", OPERATION),
          counter("messaging_messages", "Messages that have been handled.", Measure.MESSAGING)
              .label("system", SYSTEM)
              .label("destination", DESTINATION)
              .label("operation", OPERATION)
              .outcome("status"));

  static final List<Metric> CLASSIC = classic();

  static final List<Metric> OTEL =
      Arrays.asList(
          histogram(
                  "db_client_operation_duration_seconds",
                  "Duration of database client operations.",
                  Measure.DB_DURATION,
                  Measure.REDIS_DURATION)
              .label("db_system_name", SYSTEM)
              .label("db_namespace", NAMESPACE)
              .label("db_operation_name", OPERATION)
              .label("db_collection_name", COLLECTION)
              .label("error_type", ERROR_TYPE)
              .omitEmptyLabels(),
          histogram(
                  "db_client_response_returned_rows",
                  "The actual number of records returned by the database operation.",
                  Measure.DB_ROWS)
              .label("db_system_name", SYSTEM)
              .label("db_namespace", NAMESPACE)
              .label("db_operation_name", OPERATION)
              .label("db_collection_name", COLLECTION)
              .omitEmptyLabels(),
          gauge(
                  "db_client_connection_count",
                  "The number of connections that are currently in state described by the state"
                      + " attribute.",
                  PoolMeasures.DATABASE.connections,
                  PoolMeasures.REDIS.connections)
              .label("db_client_connection_pool_name", POOL)
              .label("db_client_connection_state", CONVENTIONAL_STATE),
          gauge(
                  "db_client_connection_max",
                  "The maximum number of open connections allowed.",
                  PoolMeasures.DATABASE.max,
                  PoolMeasures.REDIS.max)
              .label("db_client_connection_pool_name", POOL),
          gauge(
                  "db_client_connection_idle_min",
                  "The minimum number of idle open connections allowed.",
                  PoolMeasures.DATABASE.min,
                  PoolMeasures.REDIS.min)
              .label("db_client_connection_pool_name", POOL),
          gauge(
                  "db_client_connection_pending_requests",
                  "The number of current pending requests for an open connection.",
                  PoolMeasures.DATABASE.waiting,
                  PoolMeasures.REDIS.waiting)
              .label("db_client_connection_pool_name", POOL),
          counter(
                  "db_client_connection_timeouts",
                  "The number of connection timeouts that have occurred trying to obtain a"
                      + " connection from the pool.",
                  PoolMeasures.DATABASE.timeouts,
                  PoolMeasures.REDIS.timeouts)
              .label("db_client_connection_pool_name", POOL),
          histogram(
                  "db_client_connection_wait_time_seconds",
                  "The time it took to obtain an open connection from the pool.",
                  PoolMeasures.DATABASE.wait,
                  PoolMeasures.REDIS.wait)
              .label("db_client_connection_pool_name", POOL)
              .label("http_route", ROUTE)
              .omitEmptyLabels(),
          histogram(
                  "db_client_connection_use_time_seconds",
                  "The time between borrowing a connection and returning it to the pool.",
                  PoolMeasures.DATABASE.use,
                  PoolMeasures.REDIS.use)
              .label("db_client_connection_pool_name", POOL),
          histogram(
                  "db_client_connection_create_time_seconds",
                  "The time it took to create a new connection.",
                  PoolMeasures.DATABASE.create,
                  PoolMeasures.REDIS.create)
              .label("db_client_connection_pool_name", POOL)
              .omitEmptyLabels(),
          histogram(
                  "messaging_process_duration_seconds",
                  "Duration of processing operation.",
                  Measure.MESSAGING)
              .label("messaging_system", SYSTEM)
              .label("messaging_destination_name", DESTINATION)
              .label("messaging_operation_name", OPERATION)
              .label("error_type", ERROR_TYPE)
              .omitEmptyLabels());

  /** What no semantic convention covers. */
  static final List<Metric> ALWAYS =
      Arrays.asList(
          histogram(
                  "database_fetch_duration_seconds",
                  "Time that reading the rows of a query's result took in the driver, after the"
                      + " query itself.",
                  Measure.DB_FETCH)
              .label("operation", OPERATION)
              .label("table", COLLECTION),
          counter(
                  "database_query_errors",
                  "Database queries that failed, by class of SQLState; timeouts and cancellations"
                      + " told apart.",
                  Measure.DB_ERRORS)
              .label("operation", OPERATION)
              .label("table", COLLECTION)
              .label("sqlstate_class", STATE_CLASS)
              .label("reason", REASON),
          counter(
                  "database_slow_queries",
                  "Database queries that took as long as `sql.slow-threshold`, or longer.",
                  Measure.DB_SLOW)
              .label("operation", OPERATION)
              .label("table", COLLECTION),
          histogram(
                  "database_statements_per_request",
                  "SQL statements that were run for an HTTP request, if any.",
                  Measure.DB_STATEMENTS_PER_REQUEST)
              .label("route", ROUTE),
          counter(
                  "database_n_plus_one",
                  "HTTP requests that ran the same SQL statement more often than"
                      + " `sql.n-plus-one-threshold`.",
                  Measure.DB_N_PLUS_ONE)
              .label("route", ROUTE)
              .label("query", QUERY),
          histogram(
                  "redis_blocking_command_duration_seconds",
                  "Time that Redis commands took that wait for something to happen, such as BLPOP.",
                  Measure.REDIS_BLOCKED)
              .label("command", OPERATION),
          counter(
                  "redis_cache_requests",
                  "Keys and fields that Redis was asked for, and had or had not.",
                  Measure.REDIS_CACHE)
              .label("command", OPERATION)
              .label("result", OUTCOME),
          counter(
                  "redis_key_requests",
                  "Keys that Redis was asked for, and had or had not, by `redis.key-templates`.",
                  Measure.REDIS_KEYS)
              .label("key", KEY)
              .label("result", OUTCOME),
          counter(
                  "cache_requests",
                  "Look-ups in the application's own caches, and whether they found something.",
                  Measure.CACHE_REQUESTS)
              .label("cache", CACHE)
              .label("result", OUTCOME));

  private DataDictionary() {}

  private static List<Metric> classic() {
    List<Metric> all = new ArrayList<>(CALLS);
    all.addAll(pools("database", "a database", PoolMeasures.DATABASE));
    all.addAll(pools("redis", "Redis", PoolMeasures.REDIS));
    return all;
  }

  /**
   * @param prefix of the names
   * @param server what the connections lead to
   */
  private static List<Metric> pools(String prefix, String server, PoolMeasures measures) {
    return Arrays.asList(
        gauge(
                prefix + "_connection_pool",
                "Connections of a pool to "
                    + server
                    + " that are in use or idle, and threads that wait for one.",
                measures.connections,
                measures.waiting)
            .label("pool", POOL)
            .label("state", STATE),
        gauge(
                prefix + "_connection_pool_max",
                "Most connections that a pool to " + server + " may have.",
                measures.max)
            .label("pool", POOL),
        gauge(
                prefix + "_connection_pool_min",
                "Idle connections that a pool to " + server + " keeps at least.",
                measures.min)
            .label("pool", POOL),
        histogram(
                prefix + "_connection_wait_seconds",
                "Time until a pool had given a connection to " + server + ", or given up.",
                measures.wait)
            .label("pool", POOL)
            .label("route", ROUTE),
        histogram(
                prefix + "_connection_use_seconds",
                "Time from getting a connection of a pool to giving it back.",
                measures.use)
            .label("pool", POOL),
        histogram(
                prefix + "_connection_create_seconds",
                "Time that opening a connection to " + server + " took.",
                measures.create)
            .label("pool", POOL),
        counter(
                prefix + "_connection_timeouts",
                "Times that a pool had no connection to " + server + " to give in time.",
                measures.timeouts)
            .label("pool", POOL));
  }
}
