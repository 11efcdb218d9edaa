package io.sidelight.core.meter;

import static io.sidelight.core.meter.Dimension.ERROR_TYPE;
import static io.sidelight.core.meter.Dimension.HOST;
import static io.sidelight.core.meter.Dimension.INSTRUMENTATION;
import static io.sidelight.core.meter.Dimension.METHOD;
import static io.sidelight.core.meter.Dimension.OUTCOME;
import static io.sidelight.core.meter.Dimension.PORT;
import static io.sidelight.core.meter.Dimension.ROUTE;
import static io.sidelight.core.meter.Dimension.SCHEME;
import static io.sidelight.core.meter.Dimension.STATUS_CODE;
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
              .errorsOnly());

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
              .omitEmptyLabels());

  /** What no semantic convention covers goes by the same name in every naming. */
  private static final List<Metric> ALWAYS =
      Arrays.asList(
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
              WebSocketMeasures.SERVER.errors)
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
      metrics.addAll(DataDictionary.CLASSIC);
    }
    if (naming != Naming.CLASSIC) {
      metrics.addAll(OTEL);
      metrics.addAll(DataDictionary.OTEL);
    }
    metrics.addAll(DataDictionary.ALWAYS);
    metrics.addAll(WebSocketDictionary.metrics());
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
