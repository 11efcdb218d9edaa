package io.sidelight.core.record;

import io.sidelight.core.meter.DurationSeries;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.meter.SizeSeries;
import io.sidelight.core.trace.SpanTemplate;
import io.sidelight.core.trace.Tracer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Requests with the same method, route and outcome, and what is the same for all of them. Kept with
 * the series of their durations. Thread-safe.
 */
final class HttpServed {
  /** After so many that differ, what is remembered is not what most do. */
  private static final int MISSES = 1_000;

  private final Meters meters;
  private final Tracer tracer;
  private final String method;
  private final String route;
  private final String scheme;
  private final int status;
  private final String errorType;

  /** Found when they are first needed: before, there are no such series. */
  private @Nullable SizeSeries requestSize;

  private @Nullable SizeSeries responseSize;

  private @Nullable SpanTemplate span;
  private @Nullable Reached reached;

  /** Requests that reached the server in another way. Threads may miscount it. */
  private int missed;

  private HttpServed(
      Meters meters,
      Tracer tracer,
      HttpServerCall call,
      String route,
      int status,
      String errorType) {
    this.meters = meters;
    this.tracer = tracer;
    this.method = call.method;
    this.route = route;
    this.scheme = call.scheme;
    this.status = status;
    this.errorType = errorType;
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

  /**
   * What the span says of a request that reached the server by this address and protocol, as most
   * do; null if others are more frequent.
   */
  @Nullable SpanTemplate spanReached(
      @Nullable String address, int port, @Nullable String protocol) {
    Reached known = reached;
    if (known != null && known.is(address, port, protocol)) {
      return known.span;
    }
    // Whoever sends each request under another name shall not have a template made for each.
    if (known != null && ++missed < MISSES) {
      return null;
    }
    missed = 0;
    known = new Reached(address, port, protocol, template(address, port, protocol));
    reached = known;
    return known.span;
  }

  /** What the span says but how the server was reached. */
  SpanTemplate span() {
    SpanTemplate known = span;
    if (known == null) {
      known = template(null, 0, null);
      span = known;
    }
    return known;
  }

  private SpanTemplate template(@Nullable String address, int port, @Nullable String protocol) {
    return HttpServerSpans.template(
        tracer, method, route, scheme, status, errorType, address, port, protocol);
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

  /** By what address and protocol. */
  private static final class Reached {
    private final @Nullable String address;
    private final int port;
    private final @Nullable String protocol;
    private final SpanTemplate span;

    Reached(@Nullable String address, int port, @Nullable String protocol, SpanTemplate span) {
      this.address = address;
      this.port = port;
      this.protocol = protocol;
      this.span = span;
    }

    boolean is(@Nullable String address, int port, @Nullable String protocol) {
      return this.port == port
          && Objects.equals(this.address, address)
          && Objects.equals(this.protocol, protocol);
    }
  }
}
