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
      HttpServerCall call,
      String route,
      int status,
      String errorType) {
    this.meters = meters;
    this.method = call.method;
    this.route = route;
    this.scheme = call.scheme;
    this.status = status;
    this.errorType = errorType;
    this.span = HttpServerSpans.template(tracer, method, route, scheme, status, errorType);
  }

  /**
   * @param series of what the others say
   */
  static HttpServed of(
      DurationSeries series,
      Meters meters,
      Tracer tracer,
      HttpServerCall call,
      String route,
      int status,
      String errorType) {
    HttpServed known = (HttpServed) series.companion();
    // Of a series that stands for many, and more statuses than there are labels.
    if (known == null || !known.is(call, route, status, errorType)) {
      known = new HttpServed(meters, tracer, call, route, status, errorType);
      series.companion(known);
    }
    return known;
  }

  private boolean is(HttpServerCall call, String route, int status, String errorType) {
    return this.status == status
        && this.route.equals(route)
        && method.equals(call.method)
        && scheme.equals(call.scheme)
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
