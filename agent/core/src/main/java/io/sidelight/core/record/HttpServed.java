package io.sidelight.core.record;

import io.sidelight.core.meter.DurationSeries;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.meter.SizeSeries;
import io.sidelight.core.trace.SpanTemplate;
import io.sidelight.core.trace.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * Requests with the same method, route and outcome, and what is the same for all of them. Kept with
 * the series of their durations. Thread-safe.
 */
final class HttpServed {
  final SpanTemplate span;
  private final Meters meters;
  private final String method;
  private final String route;
  private final String scheme;
  private final int status;
  private final String errorType;

  /** Found when they are first needed: before, there are no such series. */
  private @Nullable SizeSeries requestSize;

  private @Nullable SizeSeries responseSize;

  private HttpServed(
      Meters meters,
      Tracer tracer,
      String method,
      String route,
      String scheme,
      int status,
      String errorType) {
    this.meters = meters;
    this.method = method;
    this.route = route;
    this.scheme = scheme;
    this.status = status;
    this.errorType = errorType;
    this.span = HttpServerSpans.template(tracer, method, route, scheme, status, errorType);
  }

  static HttpServed of(
      DurationSeries series,
      Meters meters,
      Tracer tracer,
      String method,
      String route,
      String scheme,
      int status,
      String errorType) {
    HttpServed known = (HttpServed) series.companion();
    // Of a series that stands for many, and more statuses than there are labels.
    if (known == null || !known.is(method, route, scheme, status, errorType)) {
      known = new HttpServed(meters, tracer, method, route, scheme, status, errorType);
      series.companion(known);
    }
    return known;
  }

  private boolean is(String method, String route, String scheme, int status, String errorType) {
    return this.status == status
        && this.route.equals(route)
        && this.method.equals(method)
        && this.scheme.equals(scheme)
        && this.errorType.equals(errorType);
  }

  /** Threads may race for it, since all find the same; as for the next. */
  SizeSeries requestSize() {
    SizeSeries known = requestSize;
    if (known == null) {
      known = meters.httpServerRequestSize.series(method, route, StatusCode.text(status), scheme);
      requestSize = known;
    }
    return known;
  }

  SizeSeries responseSize() {
    SizeSeries known = responseSize;
    if (known == null) {
      known = meters.httpServerResponseSize.series(method, route, StatusCode.text(status), scheme);
      responseSize = known;
    }
    return known;
  }
}
