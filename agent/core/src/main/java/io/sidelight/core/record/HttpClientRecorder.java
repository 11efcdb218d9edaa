package io.sidelight.core.record;

import io.sidelight.core.meter.DurationSeries;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.trace.Propagation;
import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanContext;
import io.sidelight.core.trace.SpanKind;
import io.sidelight.core.trace.Tracer;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * All rules about HTTP requests to other servers, once for every client. Follows the OpenTelemetry
 * semantic conventions for HTTP clients.
 *
 * <p>A call is {@link #begin begun} and {@link #leave left} by the thread that makes it, and {@link
 * #end ended} once, there or on any other thread. It lasts until the head of the answer has come.
 * Of clients built on clients only the outermost call on a thread is recorded. Thread-safe.
 */
public final class HttpClientRecorder {
  private final Meters meters;
  private final Tracer tracer;
  private final Propagation propagation;
  private final KnownMethods methods;

  /**
   * @param knownMethods the methods that may become labels, upper-case
   * @param propagation how a trace is handed on
   */
  public HttpClientRecorder(
      Meters meters, Tracer tracer, Collection<String> knownMethods, Propagation propagation) {
    this.meters = meters;
    this.tracer = tracer;
    this.propagation = propagation;
    this.methods = new KnownMethods(knownMethods);
  }

  /** Whether the current thread makes a call already, or is one of the agent's own. */
  public boolean isInside() {
    ThreadState thread = ThreadState.get();
    return thread.httpClient != null || thread.isAgents;
  }

  /** The call that the current thread makes; null for none. */
  public @Nullable HttpClientCall current() {
    return ThreadState.get().httpClient;
  }

  /**
   * A request is about to be sent; what the current thread does until {@link #leave} is part of it.
   * Gives the call the headers that carry the trace.
   *
   * @return false inside another call: this one is not recorded then, and must not be left or ended
   */
  public boolean begin(HttpClientCall call) {
    boolean begun = beginBare(call);
    if (begun) {
      inject(call, call);
    }
    return begun;
  }

  /**
   * As {@link #begin}, where there is no place for headers yet: {@link #inject} when there is one.
   */
  public boolean beginBare(HttpClientCall call) {
    ThreadState thread = ThreadState.get();
    if (thread.httpClient != null || thread.isAgents) {
      return false;
    }
    call.startNanos = System.nanoTime();
    if (tracer.isEnabled()) {
      call.span = tracer.start(thread.span, SpanKind.CLIENT, call.startNanos);
    }
    WebSocketClientRecorder.begin(thread, call);
    enter(thread, call);
    return true;
  }

  /**
   * The current thread goes on with a call that was left and has not ended.
   *
   * @return false inside another call: it must not be left then
   */
  public boolean resume(HttpClientCall call) {
    ThreadState thread = ThreadState.get();
    if (thread.httpClient != null || thread.isAgents) {
      return false;
    }
    enter(thread, call);
    return true;
  }

  private void enter(ThreadState thread, HttpClientCall call) {
    thread.httpClient = call;
    if (tracer.isEnabled()) {
      call.outerSpan = thread.span;
      thread.span = call.span;
    }
  }

  /**
   * Gives the headers that carry the trace of a call that has begun: once for each request that is
   * sent for it, by any thread.
   */
  public void inject(HttpClientCall call, HttpClientHeaders headers) {
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
   * The head of an answer has come; until now the call has lasted unless it fails yet. A later one,
   * after a redirect, takes its place.
   *
   * @param protocolVersion {@code 1.1} or {@code 2}, if known
   */
  public void answered(HttpClientCall call, int status, @Nullable String protocolVersion) {
    call.status = status;
    call.protocolVersion = protocolVersion;
    call.answeredNanos = System.nanoTime();
  }

  /**
   * A call is over of which {@link #answered} has told the outcome. Only the first end has an
   * effect.
   *
   * @param thrown why it failed, before the answer or while it was read; null if it did not
   */
  public void end(HttpClientCall call, @Nullable Throwable thrown) {
    if (call.endOnce()) {
      long answered = call.answeredNanos;
      String failure = thrown == null ? null : HttpClientErrors.type(thrown);
      long end = failure == null && answered != 0 ? answered : System.nanoTime();
      record(call, end, failure, thrown);
    }
  }

  /**
   * The answer has come, or will not. Only the first end has an effect.
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
    if (call.endOnce()) {
      call.status = status;
      call.protocolVersion = protocolVersion;
      String failure = thrown == null ? null : HttpClientErrors.type(thrown);
      record(call, System.nanoTime(), failure, thrown);
    }
  }

  /** The application no longer wants the answer. Only the first end has an effect. */
  public void cancel(HttpClientCall call) {
    if (call.endOnce()) {
      record(call, System.nanoTime(), HttpClientErrors.CANCELLED, null);
    }
  }

  private void record(
      HttpClientCall call, long now, @Nullable String failure, @Nullable Throwable thrown) {
    int status = call.status;
    String sent = String.valueOf(call.method());
    String method = methods.label(sent);
    boolean known = !method.equals(KnownMethods.OTHER);
    String host = withoutBrackets(HttpServerRecorder.text(call.host()));
    int port = call.port() > 0 ? call.port() : standardPort(call.scheme());
    String statusCode = StatusCode.text(status);
    String errorType = failure != null ? failure : status >= 400 ? statusCode : "";
    DurationSeries series =
        meters.httpClientDuration.series(method, host, PortText.of(port), statusCode, errorType);
    WebSocketClientRecorder.answered(meters, call, host, status);
    long nanos = now - call.startNanos;
    SpanContext context = call.span;
    if (!(context instanceof Span)) {
      series.record(nanos);
      return;
    }
    series.record(nanos, context.traceIdHigh, context.traceIdLow, context.spanId);
    Span span = (Span) context;
    span.name(known ? method : "HTTP");
    span.attribute("http.request.method", method);
    if (!known) {
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
    span.attribute("network.protocol.version", call.protocolVersion);
    if (!errorType.isEmpty()) {
      span.attribute("error.type", errorType);
      span.error(null);
      span.exception(thrown);
    }
    span.end(now);
  }

  /** An IPv6 address without the brackets that it has in a URL. */
  static String withoutBrackets(String host) {
    int last = host.length() - 1;
    return last > 0 && host.charAt(0) == '[' && host.charAt(last) == ']'
        ? host.substring(1, last)
        : host;
  }

  private static int standardPort(@Nullable String scheme) {
    return "https".equals(scheme) ? 443 : "http".equals(scheme) ? 80 : 0;
  }
}
