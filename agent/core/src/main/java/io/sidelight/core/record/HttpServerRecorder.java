package io.sidelight.core.record;

import io.sidelight.core.meter.DurationSeries;
import io.sidelight.core.meter.LevelSeries;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.trace.Propagation;
import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanKind;
import io.sidelight.core.trace.Tracer;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * All rules about requests to this server, once for every container: what is counted, how a span is
 * named, what is an error. Follows the OpenTelemetry semantic conventions for HTTP servers.
 *
 * <p>A call is {@link #begin begun} once, may {@link #leave leave} its thread and {@link #resume}
 * on another, and is {@link #end ended} once. Thread-safe.
 */
public final class HttpServerRecorder {
  private final Meters meters;
  private final Tracer tracer;
  private final Propagation propagation;

  private final SuspendedCalls suspended = new SuspendedCalls();
  private final KnownMethods methods;
  private final AuthRecorder auth;
  private final RouteTexts routes = new RouteTexts();
  private final int oftenEnough;

  /**
   * @param knownMethods the methods that may become labels, upper-case
   * @param propagation how a caller hands on its trace
   * @param oftenEnough how often a request may run the same SQL statement before that is told of; 0
   *     for never
   */
  public HttpServerRecorder(
      Meters meters,
      Tracer tracer,
      Collection<String> knownMethods,
      Propagation propagation,
      int oftenEnough) {
    this.oftenEnough = oftenEnough;
    this.meters = meters;
    this.tracer = tracer;
    this.propagation = propagation;
    this.auth = new AuthRecorder(meters);
    this.methods = new KnownMethods(knownMethods);
  }

  /** The request that the current thread serves, or null. */
  public @Nullable HttpServerCall current() {
    return ThreadState.get().request;
  }

  /**
   * The container is about to serve a request on this thread, which is in the middle of nothing. A
   * request that was under way when the agent was attached may have been begun by one hook of a
   * container's, and never left by another, which its thread had passed before.
   */
  public void freshThread() {
    ThreadState thread = ThreadState.get();
    thread.request = null;
    thread.span = null;
  }

  /** Begins to measure a request; the current thread serves it from now on. */
  public void begin(HttpServerCall call) {
    long now = System.nanoTime();
    call.method = methods.label(call.method());
    call.scheme = text(call.scheme());
    call.startNanos = now;
    if (tracer.isEnabled()) {
      call.span = tracer.start(propagation.extract(call), SpanKind.SERVER, now);
      call.work = RequestWork.begin(call.span);
    }
    LevelSeries active = meters.httpServerActive.series(call.method, call.scheme);
    active.increment();
    call.active = active;
    resume(call);
  }

  /** The current thread serves the request from now on. */
  public void resume(HttpServerCall call) {
    ThreadState thread = ThreadState.get();
    call.outerSpan = thread.span;
    thread.span = call.span;
    thread.request = call;
  }

  /** The current thread no longer serves the request, which may go on elsewhere. */
  public void leave(HttpServerCall call) {
    ThreadState thread = ThreadState.get();
    thread.request = null;
    thread.span = call.outerSpan;
    call.outerSpan = null;
  }

  /**
   * A framework has found who handles the request that this thread serves. The first to say so is
   * right: what is forwarded to later is not what the client asked for.
   *
   * @param template below the servlet's own mapping, such as {@code /owners/{ownerId}}
   */
  public void route(@Nullable String template) {
    HttpServerCall call = ThreadState.get().request;
    if (call != null && call.betterRoute == null && template != null) {
      String base = call.mappedBase == null ? call.routeBase() : call.mappedBase;
      call.betterRoute = routes.join(text(base), template);
      RequestWork work = call.work;
      if (work != null) {
        work.route = call.betterRoute;
      }
    }
  }

  /**
   * A request that its container has begun comes to the application's code. Only the outermost of
   * the methods that it passes there counts, and is to be told by {@link #exit}.
   */
  public boolean enter(HttpServerCall call) {
    if (call.inApplication) {
      return false;
    }
    call.inApplication = true;
    return true;
  }

  /** Whether the servlet mapping is known already. */
  public boolean isMapped(HttpServerCall call) {
    return call.mappedRoute != null || call.route() != null;
  }

  /**
   * What the application's side knows of the mapping; see {@link HttpServerCall#route} and {@link
   * HttpServerCall#routeBase}.
   */
  public void mapped(HttpServerCall call, @Nullable String route, @Nullable String base) {
    call.mappedRoute = route;
    call.mappedBase = base;
  }

  /** The outermost method in the application's code has ended, perhaps by this exception. */
  public void exit(HttpServerCall call, @Nullable Throwable thrown) {
    call.inApplication = false;
    failed(call, thrown);
  }

  /** Remembers what went wrong on the way; the first exception counts. */
  public void failed(HttpServerCall call, @Nullable Throwable thrown) {
    if (thrown != null && !call.hasFailed()) {
      call.details().thrown = thrown;
    }
  }

  /**
   * A framework is about to make an answer of an exception, for the request that this thread
   * serves. It tells what went wrong if the answer is that the server failed; otherwise the
   * application knew what to answer. The first exception counts.
   */
  public void handled(Throwable thrown) {
    HttpServerCall call = ThreadState.get().request;
    if (call != null) {
      handled(call, thrown);
    }
  }

  /** As {@link #handled(Throwable)}, for a request that may be on any thread. */
  public void handled(HttpServerCall call, Throwable thrown) {
    HttpServerDetails details = call.details();
    if (details.handled == null) {
      details.handled = thrown;
    }
  }

  /**
   * An exception passes a method on its way out. Of a response that is committed the status is
   * remembered now: containers change it afterwards, but the client has it already.
   */
  public void passing(@Nullable HttpServerCall call) {
    if (call != null && call.sentStatus == 0) {
      call.sentStatus = call.committedStatus();
    }
  }

  /** An exception left the outermost method, and the container has yet to answer for it. */
  public void escaped(HttpServerCall call, Throwable thrown) {
    call.details().escaped = thrown;
    failed(call, thrown);
  }

  /**
   * The request waits for something, and no thread serves it.
   *
   * @param request what it will be known by when it goes on
   */
  public void suspend(HttpServerCall call, Object request) {
    call.awaited = true;
    call.details().suspendedAs = request;
    suspended.put(request, call);
  }

  /** Whether the call was ever suspended: whoever suspended it will end it. */
  public boolean isAwaited(HttpServerCall call) {
    return call.awaited;
  }

  /** Until the call ends it is found by {@link HttpServerCall#knownBy}, as if it were suspended. */
  public void know(HttpServerCall call) {
    Object key = call.knownBy();
    if (key != null) {
      suspended.put(key, call);
    }
  }

  /**
   * More of a request's body has come in; by one thread at a time.
   *
   * @param key see {@link #know}; nothing happens if no call has it
   */
  public void received(Object key, long bytes) {
    HttpServerCall call = suspended.get(key);
    if (call != null) {
      call.received(bytes);
    }
  }

  /** The suspended call of this request, or null; it stays suspended until it ends. */
  public @Nullable HttpServerCall suspended(Object request) {
    return suspended.get(request);
  }

  /** The request has come to its end, or goes on for good. */
  public void forget(Object request) {
    suspended.remove(request);
  }

  /** The response is complete. Only the first call has an effect. */
  public void end(HttpServerCall call) {
    if (!call.endOnce()) {
      return;
    }
    suspended.end(call);
    LevelSeries active = call.active;
    if (active != null) {
      active.decrement();
    }
    long now = System.nanoTime();
    int status = call.sentStatus > 0 ? call.sentStatus : call.status();
    String statusCode = StatusCode.text(status);
    auth.answered(call, status);
    Throwable thrown = Failures.of(call, status);
    String route = call.routeLabel();
    String errorType = "";
    boolean gone = thrown == null ? call.cutShort() : Failures.isClientGone(call, thrown);
    if (gone) {
      meters.httpServerDisconnects.series(call.method, route).increment();
    } else if (Failures.isError(status, thrown)) {
      errorType = thrown == null ? statusCode : thrown.getClass().getName();
    }
    DurationSeries series =
        meters.httpServerDuration.series(call.method, route, statusCode, errorType, call.scheme);
    HttpServed served = HttpServed.of(series, meters, tracer, call, route, status, errorType);
    long nanos = now - call.startNanos;
    long received = call.requestBytes();
    if (received >= 0) {
      served.requestSize().record(received);
    }
    long sent = call.bodyBytesSent(status);
    if (sent >= 0) {
      served.responseSize().record(sent);
    }
    Span span = call.span instanceof Span ? (Span) call.span : null;
    if (span != null) {
      HttpServerSpans.describe(span, call, served);
    }
    WebSocketRecorder.answered(meters, call, route, status);
    RequestWork.end(call.work, meters, route, oftenEnough, span);
    if (span == null) {
      series.record(nanos);
      return;
    }
    series.record(nanos, span.traceIdHigh, span.traceIdLow, span.spanId);
    HttpServerSpans.exchanged(span, received, sent, gone);
    if (!errorType.isEmpty()) {
      span.error(null);
      span.exception(thrown);
    }
    span.end(now);
  }

  static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
