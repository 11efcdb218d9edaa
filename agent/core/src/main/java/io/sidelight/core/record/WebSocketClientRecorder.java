package io.sidelight.core.record;

import io.sidelight.core.meter.Meters;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * All rules about WebSocket connections of the application's to other servers. Such a connection
 * begins with an HTTP request of its own, the handshake, which {@link HttpClientRecorder} measures;
 * from then on it is known by its session, like those to this server. Its series are by the host
 * that it goes to. Thread-safe.
 */
public final class WebSocketClientRecorder {
  private final Meters meters;
  private final WebSocketRecorder sessions;
  private final TraceBudgets budgets;

  WebSocketClientRecorder(Meters meters, WebSocketRecorder sessions, TraceBudgets budgets) {
    this.meters = meters;
    this.sessions = sessions;
    this.budgets = budgets;
  }

  /**
   * The application asks for a connection. The HTTP request that the current thread begins until
   * {@link #asked} is the handshake.
   *
   * @param host without a port: a name or a numeric address
   * @param port 0 or less for the scheme's own
   * @param isSecure whether the scheme is {@code wss} or {@code https}
   * @return what {@link #open} takes; null for a thread of the agent's own
   */
  public @Nullable WebSocketConnection ask(@Nullable String host, int port, boolean isSecure) {
    ThreadState thread = ThreadState.get();
    if (thread.isAgents) {
      return null;
    }
    String place = HttpClientRecorder.withoutBrackets(HttpServerRecorder.text(host));
    int known = port > 0 ? port : isSecure ? 443 : 80;
    WebSocketConnection connection =
        new WebSocketConnection(
            meters.webSocketClient, place, known, thread.span, budgets.of(place));
    thread.webSocketAsked = connection;
    return connection;
  }

  /** As above, for what the address says. */
  public @Nullable WebSocketConnection ask(URI uri) {
    return ask(uri.getHost(), uri.getPort(), HandshakeCall.isSecure(uri));
  }

  /** The current thread has asked; the answer may be yet to come. */
  public void asked() {
    ThreadState.get().webSocketAsked = null;
  }

  /** What the current thread does until {@link #asked} may open a connection that was asked for. */
  public void answer(WebSocketConnection connection) {
    ThreadState.get().webSocketAsked = connection;
  }

  /**
   * As {@link #open} for the connection that the current thread has the {@link #answer} for.
   *
   * @return the connection; null if there is none
   */
  public @Nullable WebSocketConnection openAnswered(Object session) {
    ThreadState thread = ThreadState.get();
    WebSocketConnection connection = thread.webSocketAsked;
    if (connection != null) {
      // What the application is about to do may be asking for others.
      thread.webSocketAsked = null;
      open(connection, session);
    }
    return connection;
  }

  /** An HTTP request begins; it may be the one for a connection. */
  static void begin(ThreadState thread, HttpClientCall call) {
    WebSocketConnection asked = thread.webSocketAsked;
    if (asked != null) {
      thread.webSocketAsked = null;
      call.isHandshake = true;
      if (call.span != null) {
        asked.handshake = call.span.identity();
      }
    }
  }

  /** An HTTP request has ended; if it was one for a connection this may have been refused. */
  static void answered(Meters meters, HttpClientCall call, String host, int status) {
    if (call.isHandshake && status >= StatusCode.NOT_GRANTED) {
      meters.webSocketClient.refused.series(host, StatusCode.text(status)).increment();
    }
  }

  /**
   * The connection is open, and the application is about to be told. What it does then belongs to
   * the trace of the handshake. To be followed by {@link WebSocketRecorder#opened}.
   *
   * @param session what the connection is known by from now on
   */
  public void open(WebSocketConnection connection, Object session) {
    sessions.open(ThreadState.get(), connection);
    sessions.name(session);
  }
}
