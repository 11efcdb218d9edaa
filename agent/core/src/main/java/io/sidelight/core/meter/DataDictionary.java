package io.sidelight.core.meter;

import static io.sidelight.core.meter.Dimension.COLLECTION;
import static io.sidelight.core.meter.Dimension.CONVENTIONAL_STATE;
import static io.sidelight.core.meter.Dimension.ERROR_TYPE;
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

import java.util.Arrays;
import java.util.List;

/** The part of the {@link Dictionary} about databases, their pools and Redis. */
final class DataDictionary {
  static final List<Metric> CLASSIC =
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
          gauge(
                  "database_connection_pool",
                  "Connections of a pool that are in use or idle, and threads that wait for one.",
                  Measure.DB_POOL_CONNECTIONS,
                  Measure.DB_POOL_WAITING)
              .label("pool", POOL)
              .label("state", STATE),
          gauge(
                  "database_connection_pool_max",
                  "Most connections that a pool may have.",
                  Measure.DB_POOL_MAX)
              .label("pool", POOL),
          gauge(
                  "database_connection_pool_min",
                  "Idle connections that a pool keeps at least.",
                  Measure.DB_POOL_MIN)
              .label("pool", POOL),
          histogram(
                  "database_connection_wait_seconds",
                  "Time until a pool had given a connection, or given up.",
                  Measure.DB_CONNECTION_WAIT)
              .label("pool", POOL)
              .label("route", ROUTE),
          histogram(
                  "database_connection_use_seconds",
                  "Time from getting a connection of a pool to giving it back.",
                  Measure.DB_CONNECTION_USE)
              .label("pool", POOL),
          histogram(
                  "database_connection_create_seconds",
                  "Time that opening a connection to a database took.",
                  Measure.DB_CONNECTION_CREATE)
              .label("pool", POOL),
          counter(
                  "database_connection_timeouts",
                  "Times that a pool had no connection to give in time.",
                  Measure.DB_CONNECTION_TIMEOUTS)
              .label("pool", POOL),
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
              .outcome("status"));

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
                  Measure.DB_POOL_CONNECTIONS)
              .label("db_client_connection_pool_name", POOL)
              .label("db_client_connection_state", CONVENTIONAL_STATE),
          gauge(
                  "db_client_connection_max",
                  "The maximum number of open connections allowed.",
                  Measure.DB_POOL_MAX)
              .label("db_client_connection_pool_name", POOL),
          gauge(
                  "db_client_connection_idle_min",
                  "The minimum number of idle open connections allowed.",
                  Measure.DB_POOL_MIN)
              .label("db_client_connection_pool_name", POOL),
          gauge(
                  "db_client_connection_pending_requests",
                  "The number of current pending requests for an open connection.",
                  Measure.DB_POOL_WAITING)
              .label("db_client_connection_pool_name", POOL),
          counter(
                  "db_client_connection_timeouts",
                  "The number of connection timeouts that have occurred trying to obtain a"
                      + " connection from the pool.",
                  Measure.DB_CONNECTION_TIMEOUTS)
              .label("db_client_connection_pool_name", POOL),
          histogram(
                  "db_client_connection_wait_time_seconds",
                  "The time it took to obtain an open connection from the pool.",
                  Measure.DB_CONNECTION_WAIT)
              .label("db_client_connection_pool_name", POOL)
              .label("http_route", ROUTE)
              .omitEmptyLabels(),
          histogram(
                  "db_client_connection_use_time_seconds",
                  "The time between borrowing a connection and returning it to the pool.",
                  Measure.DB_CONNECTION_USE)
              .label("db_client_connection_pool_name", POOL),
          histogram(
                  "db_client_connection_create_time_seconds",
                  "The time it took to create a new connection.",
                  Measure.DB_CONNECTION_CREATE)
              .label("db_client_connection_pool_name", POOL)
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
              .label("result", OUTCOME));

  private DataDictionary() {}
}
