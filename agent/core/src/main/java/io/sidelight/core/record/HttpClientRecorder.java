package io.sidelight.core.record;

import io.sidelight.core.meter.DurationSeries;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.trace.Propagation;
import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanContext;
import io.sidelight.core.trace.SpanKind;
import io.sidelight.core.trace.Tracer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All rules about HTTP requests to other servers, once for every client. Follows the OpenTelemetry
 * semantic conventions for HTTP clients.
 *
 * <p>A call is {@link #begin begun} and {@link #leave left} by the thread that makes it, and {@link
 * #end ended} once, there or on any other thread. Of clients built on clients only the outermost
 * call on a thread is recorded. Thread-safe.
 */
public final class HttpClientRecorder {
  /** What the conventions call any method that is not known. */
  private static final String OTHER = "_OTHER";

  private final Meters meters;
  private final Tracer tracer;
  private final Propagation propagation;
  private final Map<String, String> knownMethods = new HashMap<>();

  /**
   * @param knownMethods the methods that may become labels, upper-case
   * @param propagation how a trace is handed on
   */
  public HttpClientRecorder(
      Meters meters, Tracer tracer, Collection<String> knownMethods, Propagation propagation) {
    this.meters = meters;
    this.tracer = tracer;
    this.propagation = propagation;
    for (String method : knownMethods) {
      this.knownMethods.put(method, method);
    }
  }

  /** Whether the current thread makes a call already, or is one of the agent's own. */
  public boolean isInside() {
    ThreadState thread = ThreadState.get();
    return thread.httpClient != null || thread.isAgents;
  }

  /**
   * A request is about to be sent; what the current thread does until {@link #leave} is part of it.
   * Gives the call the headers that carry the trace.
   *
   * @return false inside another call: this one is not recorded then, and must not be left or ended
   */
  public boolean begin(HttpClientCall call) {
    ThreadState thread = ThreadState.get();
    if (thread.httpClient != null || thread.isAgents) {
      return false;
    }
    call.startNanos = System.nanoTime();
    thread.httpClient = call;
    if (tracer.isEnabled()) {
      SpanContext outer = thread.span;
      SpanContext span = tracer.start(outer, SpanKind.CLIENT, call.startNanos);
      call.outerSpan = outer;
      call.span = span;
      thread.span = span;
      if (span != null) {
        propagation.inject(span, call);
      }
    }
    return true;
  }

  /** Gives a call that has begun the headers once more: on a request that is sent in its place. */
  public void inject(HttpClientCall call, Propagation.Setter headers) {
    SpanContext span = call.span;
    if (span != null) {
      propagation.inject(span, headers);
    }
  }

  /** The thread that began the call goes on; the answer may be yet to come. */
  public void leave(HttpClientCall call) {
    ThreadState thread = ThreadState.get();
    if (thread.httpClient == call) {
      thread.httpClient = null;
      if (tracer.isEnabled()) {
        thread.span = call.outerSpan;
      }
      call.outerSpan = null;
    }
  }

  /**
   * The answer has come, or will not. Only the first call has an effect.
   *
   * @param status of the answer; 0 if there is none
   * @param protocolVersion {@code 1.1} or {@code 2}, if known
   * @param thrown why it failed; null if it did not
   */
  public void end(
      HttpClientCall call,
      int status,
      @Nullable String protocolVersion,
      @Nullable Throwable thrown) {
    if (!call.endOnce()) {
      return;
    }
    long now = System.nanoTime();
    String sent = String.valueOf(call.method());
    String known = knownMethods.get(sent);
    String method = known == null ? OTHER : known;
    String host = HttpServerRecorder.text(call.host());
    int port = call.port() > 0 ? call.port() : standardPort(call.scheme());
    String statusCode = StatusCode.text(status);
    String errorType =
        thrown != null ? HttpClientErrors.type(thrown) : status >= 400 ? statusCode : "";
    DurationSeries series =
        meters.httpClientDuration.series(method, host, PortText.of(port), statusCode, errorType);
    long nanos = now - call.startNanos;
    SpanContext context = call.span;
    if (!(context instanceof Span)) {
      series.record(nanos);
      return;
    }
    series.record(nanos, context.traceIdHigh, context.traceIdLow, context.spanId);
    Span span = (Span) context;
    span.name(known == null ? "HTTP" : method);
    span.attribute("http.request.method", method);
    if (known == null) {
      span.attribute("http.request.method_original", sent);
    }
    span.attribute("server.address", host);
    if (port > 0) {
      span.attribute("server.port", port);
    }
    span.attribute("url.full", QueryRedaction.url(call.url()));
    if (status > 0) {
      span.attribute("http.response.status_code", status);
    }
    span.attribute("network.protocol.version", protocolVersion);
    if (!errorType.isEmpty()) {
      span.attribute("error.type", errorType);
      span.error(null);
      span.exception(thrown);
    }
    span.end(now);
  }

  private static int standardPort(@Nullable String scheme) {
    return "https".equals(scheme) ? 443 : "http".equals(scheme) ? 80 : 0;
  }
}
