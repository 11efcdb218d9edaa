package io.sidelight.core.record;

import io.sidelight.core.meter.LevelSeries;
import io.sidelight.core.trace.Propagation;
import io.sidelight.core.trace.SpanContext;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One request to this server: an instrumentation says what its library knows of it, the recorder
 * keeps its state here. Names and meanings are those of the OpenTelemetry semantic conventions for
 * HTTP. The questions are asked on the thread that serves the request, those about the response
 * when it is complete; what is only for the span is not asked when there is none.
 */
public abstract class HttpServerCall implements Propagation.Getter {
  private static final AtomicIntegerFieldUpdater<HttpServerCall> ENDED =
      AtomicIntegerFieldUpdater.newUpdater(HttpServerCall.class, "ended");

  long startNanos;
  String method = "";
  String scheme = "";
  @Nullable LevelSeries active;
  @Nullable SpanContext span;
  @Nullable SpanContext outerSpan;

  /** What few requests have; see {@link #details}. */
  private volatile @Nullable HttpServerDetails details;

  /** A better route than the instrumentation's, from who knows more of it. */
  @Nullable String betterRoute;

  boolean awaited;

  /** What the application's side knows of the mapping, where the container's does not. */
  @Nullable String mappedRoute;

  @Nullable String mappedBase;
  boolean inApplication;

  /** What has been done for it; null if that is nothing yet. */
  volatile @Nullable RequestWork work;

  /** Whether it asks for a WebSocket connection, and somebody is there to grant it. */
  boolean isHandshake;

  int sentStatus;
  private volatile int ended;

  /** The method as sent. */
  protected abstract @Nullable String method();

  /** {@code http} or {@code https}. */
  protected abstract @Nullable String scheme();

  /**
   * The route's template with the context path; null if none matched, or if only the application's
   * side will know. Never the raw path.
   */
  protected @Nullable String route() {
    return null;
  }

  /**
   * What the templates of a framework are relative to: the context path, and the part of the path
   * that the servlet is mapped to, if there is one. Without a slash at its end.
   */
  protected @Nullable String routeBase() {
    return null;
  }

  /** The status that the client gets. Asked when the response is complete. */
  protected abstract int status();

  /** The status, if it has been sent and can no longer change; otherwise 0. */
  protected abstract int committedStatus();

  /** Bytes of the request's body that have been read, without framing; negative if unknown. */
  protected long requestBytes() {
    return -1;
  }

  /**
   * Bytes of the response's body as sent, compressed if it was, without framing; negative if
   * unknown. Asked when the response is complete; must not change it.
   */
  protected long responseBytes() {
    return -1;
  }

  /**
   * Whether the container could not send all of the answer because the connection to the client
   * broke. Asked when the response is complete. The application need not have noticed.
   */
  protected boolean cutShort() {
    return false;
  }

  /**
   * Whether the connection to the client is broken. Asked only when an exception has come out of
   * the application: a client that leaves with all of its answer breaks the connection, too.
   */
  protected boolean isDisconnected() {
    return false;
  }

  /**
   * What the call can be found by from another part of the container, beside what it is suspended
   * as; see {@link HttpServerRecorder#know}. The same from the beginning to the end.
   */
  protected @Nullable Object knownBy() {
    return null;
  }

  /** More of the request's body has come in; by one thread at a time. */
  protected void received(long bytes) {}

  /** Who sends the request is known; see {@link AuthRecorder#identified}. */
  protected void identified(@Nullable String authType) {}

  /** The route as everybody together knows it; empty for none. */
  final String routeLabel() {
    if (betterRoute != null) {
      return betterRoute;
    }
    return HttpServerRecorder.text(mappedRoute == null ? route() : mappedRoute);
  }

  /** Containers count what was written, even where HTTP has no body (RFC 9110, 6.4.1). */
  final long bodyBytesSent(int status) {
    boolean bodiless = method.equals("HEAD") || status == 204 || status == 304 || status == 101;
    long sent = responseBytes();
    return bodiless ? Math.min(sent, 0) : sent;
  }

  /** Whether something has gone wrong already, for what reason ever. */
  protected final boolean hasFailed() {
    HttpServerDetails known = details;
    return known != null && known.thrown != null;
  }

  /** What left the outermost method that an instrumentation sees, or null. */
  protected final @Nullable Throwable escaped() {
    HttpServerDetails known = details;
    return known == null ? null : known.escaped;
  }

  /** What escaped from the application, as far as the container remembers it. */
  protected @Nullable Throwable error() {
    return null;
  }

  protected abstract @Nullable String requestHeader(String name);

  @Override
  public final @Nullable String header(String name) {
    return requestHeader(name);
  }

  /** The container's name for how the caller was identified, such as {@code BASIC}, if it was. */
  protected @Nullable String authType() {
    return null;
  }

  /**
   * Whether the response asks the client for credentials (RFC 9110, 11.6.1). Asked of a 401 when it
   * is complete.
   */
  protected boolean challenges() {
    return false;
  }

  protected abstract @Nullable String path();

  protected abstract @Nullable String query();

  /** The address of the peer; a numeric one, never looked up by name. */
  protected abstract @Nullable String clientAddress();

  protected abstract @Nullable String serverAddress();

  protected abstract int serverPort();

  /** For instance {@code HTTP/1.1}. */
  protected abstract @Nullable String protocol();

  /** What few requests have; made when it is first needed, by whatever thread. */
  final HttpServerDetails details() {
    HttpServerDetails known = details;
    if (known == null) {
      synchronized (this) {
        known = details;
        if (known == null) {
          known = new HttpServerDetails();
          details = known;
        }
      }
    }
    return known;
  }

  final @Nullable HttpServerDetails ifDetails() {
    return details;
  }

  /** Whether this is the first to end the call, which may be tried from several threads. */
  final boolean endOnce() {
    return ENDED.compareAndSet(this, 0, 1);
  }
}
