package io.sidelight.core.meter;

import static io.sidelight.core.meter.Dimension.CODE;
import static io.sidelight.core.meter.Dimension.COLLECTION;
import static io.sidelight.core.meter.Dimension.CONVENTIONAL_STATE;
import static io.sidelight.core.meter.Dimension.DIRECTION;
import static io.sidelight.core.meter.Dimension.ERROR_TYPE;
import static io.sidelight.core.meter.Dimension.HOST;
import static io.sidelight.core.meter.Dimension.INSTRUMENTATION;
import static io.sidelight.core.meter.Dimension.MESSAGE_TYPE;
import static io.sidelight.core.meter.Dimension.METHOD;
import static io.sidelight.core.meter.Dimension.NAMESPACE;
import static io.sidelight.core.meter.Dimension.OPERATION;
import static io.sidelight.core.meter.Dimension.OUTCOME;
import static io.sidelight.core.meter.Dimension.POOL;
import static io.sidelight.core.meter.Dimension.PORT;
import static io.sidelight.core.meter.Dimension.QUERY;
import static io.sidelight.core.meter.Dimension.REASON;
import static io.sidelight.core.meter.Dimension.ROUTE;
import static io.sidelight.core.meter.Dimension.SCHEME;
import static io.sidelight.core.meter.Dimension.STATE;
import static io.sidelight.core.meter.Dimension.STATE_CLASS;
import static io.sidelight.core.meter.Dimension.STATUS_CODE;
import static io.sidelight.core.meter.Dimension.SYSTEM;
import static io.sidelight.core.meter.Metric.counter;
import static io.sidelight.core.meter.Metric.gauge;
import static io.sidelight.core.meter.Metric.histogram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What every measure is called on the page, as tables. Of the metrics that show a measure, the
 * first gives it its name in {@code sidelight_series_dropped_total}.
 */
final class Dictionary {
  private static final List<Metric> CLASSIC_SERVER =
      Arrays.asList(
          histogram(
                  "http_request_duration_seconds",
                  "Time from the arrival of an HTTP request to the end of its answer.",
                  Measure.HTTP_SERVER_DURATION)
              .label("method", METHOD)
              .label("route", ROUTE)
              .label("status_code", STATUS_CODE),
          counter(
                  "http_requests",
                  "HTTP requests that have been answered.",
                  Measure.HTTP_SERVER_DURATION)
              .label("method", METHOD)
              .label("route", ROUTE)
              .label("status_code", STATUS_CODE),
          histogram(
                  "http_request_size_bytes",
                  "Size of the bodies of HTTP requests, as far as they were read.",
                  Measure.HTTP_SERVER_REQUEST_SIZE)
              .label("method", METHOD)
              .label("route", ROUTE)
              .label("status_code", STATUS_CODE),
          histogram(
                  "http_response_size_bytes",
                  "Size of the bodies of HTTP responses, as sent.",
                  Measure.HTTP_SERVER_RESPONSE_SIZE)
              .label("method", METHOD)
              .label("route", ROUTE)
              .label("status_code", STATUS_CODE),
          gauge(
                  "http_active_requests",
                  "HTTP requests that are being answered now.",
                  Measure.HTTP_SERVER_ACTIVE)
              .label("method", METHOD));

  private static final List<Metric> CLASSIC =
      Arrays.asList(
          counter(
                  "http_client_requests",
                  "HTTP requests to other servers that have ended.",
                  Measure.HTTP_CLIENT_DURATION)
              .label("method", METHOD)
              .label("host", HOST)
              .label("status_code", STATUS_CODE),
          counter(
                  "http_client_errors",
                  "HTTP requests to other servers that failed, by what went wrong.",
                  Measure.HTTP_CLIENT_DURATION)
              .label("host", HOST)
              .label("type", ERROR_TYPE)
              .errorsOnly(),
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
                  "Time that Redis commands took, failed ones included.",
                  Measure.REDIS_DURATION)
              .label("command", OPERATION),
          counter("redis_commands", "Redis commands that have ended.", Measure.REDIS_DURATION)
              .label("command", OPERATION)
              .outcome("status"));

  private static final List<Metric> OTEL_SERVER =
      Arrays.asList(
          histogram(
                  "http_server_request_duration_seconds",
                  "Duration of HTTP server requests.",
                  Measure.HTTP_SERVER_DURATION)
              .label("http_request_method", METHOD)
              .label("http_route", ROUTE)
              .label("http_response_status_code", STATUS_CODE)
              .label("error_type", ERROR_TYPE)
              .label("url_scheme", SCHEME)
              .omitEmptyLabels(),
          gauge(
                  "http_server_active_requests",
                  "Number of active HTTP server requests.",
                  Measure.HTTP_SERVER_ACTIVE)
              .label("http_request_method", METHOD)
              .label("url_scheme", SCHEME)
              .omitEmptyLabels());

  private static final List<Metric> OTEL =
      Arrays.asList(
          histogram(
                  "http_server_request_body_size_bytes",
                  "Size of HTTP server request bodies.",
                  Measure.HTTP_SERVER_REQUEST_SIZE)
              .label("http_request_method", METHOD)
              .label("http_route", ROUTE)
              .label("http_response_status_code", STATUS_CODE)
              .label("url_scheme", SCHEME)
              .omitEmptyLabels(),
          histogram(
                  "http_server_response_body_size_bytes",
                  "Size of HTTP server response bodies.",
                  Measure.HTTP_SERVER_RESPONSE_SIZE)
              .label("http_request_method", METHOD)
              .label("http_route", ROUTE)
              .label("http_response_status_code", STATUS_CODE)
              .label("url_scheme", SCHEME)
              .omitEmptyLabels(),
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

  /** What no semantic convention covers goes by the same name in every naming. */
  private static final List<Metric> ALWAYS =
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
          counter(
                  "redis_cache_requests",
                  "Keys and fields that Redis was asked for, and had or had not.",
                  Measure.REDIS_CACHE)
              .label("command", OPERATION)
              .label("result", OUTCOME),
          gauge(
                  "websocket_connections_active",
                  "WebSocket connections that are open now.",
                  Measure.WEBSOCKET_ACTIVE)
              .label("route", ROUTE),
          counter(
                  "websocket_connections",
                  "WebSocket connections that have been opened.",
                  Measure.WEBSOCKET_OPENED)
              .label("route", ROUTE),
          counter(
                  "websocket_connections_closed",
                  "WebSocket connections that have ended, by close code.",
                  Measure.WEBSOCKET_CLOSED)
              .label("route", ROUTE)
              .label("code", CODE),
          histogram(
                  "websocket_connection_duration_seconds",
                  "Time that WebSocket connections which have ended were open.",
                  Measure.WEBSOCKET_CONNECTION_DURATION)
              .label("route", ROUTE),
          histogram(
                  "websocket_message_size_bytes",
                  "Payload size of WebSocket messages.",
                  Measure.WEBSOCKET_MESSAGE_SIZE)
              .label("route", ROUTE)
              .label("direction", DIRECTION)
              .label("type", MESSAGE_TYPE),
          counter(
                  "websocket_messages",
                  "WebSocket messages that were received or sent.",
                  Measure.WEBSOCKET_MESSAGE_SIZE)
              .label("route", ROUTE)
              .label("direction", DIRECTION)
              .label("type", MESSAGE_TYPE),
          histogram(
                  "websocket_message_handler_duration_seconds",
                  "Time that the application took to handle a WebSocket message.",
                  Measure.WEBSOCKET_HANDLER_DURATION)
              .label("route", ROUTE)
              .label("type", MESSAGE_TYPE),
          counter(
                  "websocket_errors",
                  "Errors on WebSocket connections, by type.",
                  Measure.WEBSOCKET_ERRORS)
              .label("route", ROUTE)
              .label("type", ERROR_TYPE),
          counter(
                  "http_client_disconnects",
                  "HTTP requests whose client was gone before it had the whole answer.",
                  Measure.HTTP_SERVER_DISCONNECTS)
              .label("method", METHOD)
              .label("route", ROUTE),
          gauge("active_sessions", "HTTP sessions that exist now.", Measure.ACTIVE_SESSIONS),
          counter("sessions_created", "HTTP sessions that were made.", Measure.SESSIONS_CREATED),
          counter(
                  "auth_attempts",
                  "Attempts to log in or to be let in, by outcome and kind of credentials.",
                  Measure.AUTH_ATTEMPTS)
              .label("status", OUTCOME)
              .label("method", METHOD),
          counter(
                  "uncaught_exceptions",
                  "Exceptions that ended a thread, by type.",
                  Measure.UNCAUGHT_EXCEPTIONS)
              .label("type", ERROR_TYPE),
          counter(
                  "sidelight_advice_errors",
                  "Errors of the agent's own that it kept from the application.",
                  Measure.ADVICE_ERRORS)
              .label("instrumentation", INSTRUMENTATION)
              .agentsOwn(),
          counter(
                  "sidelight_classes_transformed",
                  "Classes that the agent has woven advice into.",
                  Measure.CLASSES_TRANSFORMED)
              .label("instrumentation", INSTRUMENTATION)
              .agentsOwn());

  /** The one name that is in both namings; with both, its series have the labels of both. */
  private static Metric httpClientDuration(Naming naming) {
    Metric metric =
        histogram(
            "http_client_request_duration_seconds",
            "Time that HTTP requests to other servers took, failed ones included.",
            Measure.HTTP_CLIENT_DURATION);
    if (naming != Naming.OTEL) {
      metric.label("method", METHOD).label("host", HOST).label("status_code", STATUS_CODE);
    }
    if (naming != Naming.CLASSIC) {
      metric
          .label("http_request_method", METHOD)
          .label("server_address", HOST)
          .label("server_port", PORT)
          .label("http_response_status_code", STATUS_CODE)
          .label("error_type", ERROR_TYPE);
    }
    return naming == Naming.OTEL ? metric.omitEmptyLabels() : metric;
  }

  /** Last of all, so that no measure is named after it. */
  private static final Metric ERRORS =
      counter(
              "errors",
              "Requests and WebSocket events that failed, by type of error and route.",
              Measure.HTTP_SERVER_DURATION,
              Measure.WEBSOCKET_ERRORS)
          .label("type", ERROR_TYPE)
          .label("route", ROUTE)
          .errorsOnly();

  private Dictionary() {}

  /** All metrics of a naming. */
  static List<Metric> of(Naming naming) {
    List<Metric> metrics = new ArrayList<>();
    if (naming != Naming.OTEL) {
      metrics.addAll(CLASSIC_SERVER);
    }
    if (naming != Naming.CLASSIC) {
      metrics.addAll(OTEL_SERVER);
    }
    metrics.add(httpClientDuration(naming));
    if (naming != Naming.OTEL) {
      metrics.addAll(CLASSIC);
    }
    if (naming != Naming.CLASSIC) {
      metrics.addAll(OTEL);
    }
    metrics.addAll(ALWAYS);
    if (naming != Naming.OTEL) {
      metrics.add(ERRORS);
    }
    return metrics;
  }

  /** The names of all labels that the application's metrics have in a naming. */
  static Set<String> labelNames(Naming naming) {
    Set<String> names = new LinkedHashSet<>();
    for (Metric metric : of(naming)) {
      if (!metric.isAgentsOwn()) {
        names.addAll(metric.labelNames());
      }
    }
    return names;
  }
}
