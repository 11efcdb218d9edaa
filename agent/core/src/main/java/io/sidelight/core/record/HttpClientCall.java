package io.sidelight.core.record;

import io.sidelight.core.trace.SpanContext;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request of the application's to another server: an instrumentation says what its library
 * knows of it, {@link HttpClientRecorder} keeps its state here. Names and meanings are those of the
 * OpenTelemetry semantic conventions for HTTP clients. What is only for the span is not asked when
 * there is none. As {@link HttpClientHeaders} it takes the headers that carry the trace.
 */
public abstract class HttpClientCall implements HttpClientHeaders {
  private static final AtomicIntegerFieldUpdater<HttpClientCall> ENDED =
      AtomicIntegerFieldUpdater.newUpdater(HttpClientCall.class, "ended");

  long startNanos;

  /** When the head of the answer came, and what it said; 0 and null as long as none has come. */
  volatile long answeredNanos;

  int status;
  @Nullable String protocolVersion;
  @Nullable SpanContext span;
  @Nullable SpanContext outerSpan;

  /** Whether it asks for a WebSocket connection. */
  boolean isHandshake;

  private volatile int ended;

  /** The method as sent. */
  protected abstract @Nullable String method();

  /** The host that the request goes to, without a port: a name or a numeric address. */
  protected abstract @Nullable String host();

  /** The port that the request goes to; 0 or less for the scheme's own. */
  protected abstract int port();

  /** {@code http} or {@code https}. */
  protected abstract @Nullable String scheme();

  /** The whole URL as the application wrote it; credentials are taken out by the recorder. */
  protected abstract @Nullable String url();

  /** Whether this is the first to end the call, which may be tried from several threads. */
  final boolean endOnce() {
    return ended == 0 && ENDED.compareAndSet(this, 0, 1);
  }
}
