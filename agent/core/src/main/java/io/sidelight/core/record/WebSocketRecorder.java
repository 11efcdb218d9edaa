package io.sidelight.core.record;

import io.sidelight.core.meter.Meters;
import io.sidelight.core.trace.SpanContext;
import io.sidelight.core.trace.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * All rules about WebSocket connections, and those to this server first: one begins in an HTTP
 * request, the handshake, which is measured as such; is opened under the same handler, maybe on
 * another thread; and from then on known by its session. Objects that are not known are left alone:
 * those that were open before the agent came. Thread-safe.
 */
public final class WebSocketRecorder {
  private final Meters meters;
  private final TraceBudgets budgets;
  private final WebSocketClientRecorder client;
  private final StompRecorder stomp;
  private final WebSocketReceiver receiver;
  private final WebSocketSender sender;
  private final WeakTable<Object, WebSocketConnection> upgrading = new WeakTable<>();
  private final WeakTable<Object, WebSocketConnection> sessions = new WeakTable<>();

  /**
   * Over these sinks.
   *
   * @param tracesPerSecond that messages of one route may begin; 0 for no limit
   * @param slowNanos a message that takes so long is traced in any case
   */
  public WebSocketRecorder(Meters meters, Tracer tracer, int tracesPerSecond, long slowNanos) {
    this.meters = meters;
    this.budgets = new TraceBudgets(tracesPerSecond);
    this.client = new WebSocketClientRecorder(meters, this, budgets);
    this.stomp = new StompRecorder(meters);
    this.receiver = new WebSocketReceiver(tracer, slowNanos);
    this.sender = new WebSocketSender(tracer, slowNanos);
  }

  /** Connections to other servers. */
  public WebSocketClientRecorder client() {
    return client;
  }

  /** What messages hold, where that is STOMP. */
  public StompRecorder stomp() {
    return stomp;
  }

  /** What comes in. */
  public WebSocketReceiver receiver() {
    return receiver;
  }

  /** What goes out. */
  public WebSocketSender sender() {
    return sender;
  }

  /**
   * The current thread answers a request for a connection, and may refuse it.
   *
   * @param template the endpoint's path as a template, with the context path; null if it has none,
   *     and the request's own route is the one
   */
  public void beginHandshake(@Nullable String template) {
    ThreadState thread = ThreadState.get();
    HttpServerCall request = thread.request;
    String route = template == null ? RequestWork.route(thread) : template;
    thread.webSocket =
        new WebSocketConnection(meters.webSocketServer, route, 0, thread.span, budgets.of(route));
    if (request != null) {
      request.isHandshake = true;
      if (template != null) {
        // Containers answer handshakes in a filter; no servlet's mapping says what was asked for.
        request.betterRoute = template;
      }
    }
  }

  /** The request that the current thread answers is granted, and this handler will take over. */
  public void grant(Object handler) {
    ThreadState thread = ThreadState.get();
    WebSocketConnection connection = thread.webSocket;
    if (connection != null) {
      upgrading.put(handler, connection);
      if (thread.request != null) {
        thread.request.details().granted = connection;
      }
    }
  }

  /**
   * What a request has been {@link #grant granted}; null if that is nothing. For those who know
   * what becomes of the request's TCP connection.
   */
  public @Nullable WebSocketConnection granted(HttpServerCall request) {
    HttpServerDetails details = request.ifDetails();
    return details == null ? null : details.granted;
  }

  /** Its TCP connection is closed, and the container may not have noticed. */
  public void dropped(WebSocketConnection connection) {
    connection.endGone();
  }

  /** The request is answered, one way or the other. */
  public void endHandshake() {
    ThreadState.get().webSocket = null;
  }

  /** Any request is answered; one for a connection may have been refused. */
  static void answered(Meters meters, HttpServerCall call, String route, int status) {
    if (call.isHandshake && status >= StatusCode.NOT_GRANTED) {
      meters.webSocketServer.refused.series(route, StatusCode.text(status)).increment();
    }
  }

  /**
   * The handler takes over: the connection is open. What the application does on opening belongs to
   * the handshake's trace.
   *
   * @return what {@link #opened} takes; null if the handler is not known
   */
  public @Nullable WebSocketConnection open(Object handler) {
    WebSocketConnection connection = upgrading.remove(handler);
    if (connection == null) {
      return null;
    }
    open(ThreadState.get(), connection);
    return connection;
  }

  void open(ThreadState thread, WebSocketConnection connection) {
    opening(thread, connection);
    thread.webSocket = connection;
    connection.begin();
  }

  private static void opening(ThreadState thread, WebSocketConnection connection) {
    connection.outerSpan = thread.span;
    thread.span = connection.handshake;
    thread.webSocketTold = connection;
  }

  /** The application is told once more that a connection is open; {@link #opened} follows. */
  public void opening(WebSocketConnection connection) {
    opening(ThreadState.get(), connection);
  }

  /** The session by which the connection being opened by the current thread is known. */
  public void name(Object session) {
    ThreadState thread = ThreadState.get();
    WebSocketConnection connection = thread.webSocket;
    if (connection != null) {
      sessions.put(session, connection);
      // The application may, while it opens this one, open others as a client.
      thread.webSocket = null;
    }
  }

  /**
   * The application has been told, or could not be.
   *
   * @param thrown what escaped, after which nobody will be told that the connection has closed
   */
  public void opened(WebSocketConnection connection, @Nullable Throwable thrown) {
    ThreadState thread = ThreadState.get();
    SpanContext outer = connection.outerSpan;
    connection.outerSpan = null;
    thread.span = outer;
    thread.webSocket = null;
    thread.webSocketTold = null;
    if (thrown != null) {
      connection.countError(thrown);
      connection.endGone();
    }
  }

  /**
   * The application threw while it handled a message on the current thread, or was told something
   * of a connection: that it is open, or what {@link #tell} stands for.
   */
  public void failed(Throwable thrown) {
    ThreadState thread = ThreadState.get();
    WebSocketMessage message = thread.webSocketMessage;
    if (message != null) {
      isHandling(message.connection, thrown);
    } else if (thread.webSocketTold != null) {
      thread.webSocketTold.countError(thrown);
    }
  }

  /** The application is about to be told something of a connection, other than a message. */
  public void tell(WebSocketConnection connection) {
    ThreadState.get().webSocketTold = connection;
  }

  /** It has been told. */
  public void told() {
    ThreadState.get().webSocketTold = null;
  }

  /** The connection of a session, or null. */
  public @Nullable WebSocketConnection connection(@Nullable Object session) {
    return session == null ? null : sessions.get(session);
  }

  /**
   * The application threw; while it handles a message this is part of handling it. What is passed
   * on, wrapped or not, counts once.
   */
  public void failed(Object session, Throwable thrown) {
    WebSocketConnection connection = connection(session);
    if (connection != null && !isHandling(connection, thrown)) {
      connection.countError(thrown);
    }
  }

  /** The application is told of an error; only of interest while it handles a message. */
  public void told(Object session, Throwable thrown) {
    WebSocketConnection connection = connection(session);
    if (connection != null) {
      isHandling(connection, thrown);
    }
  }

  /** Whether the current thread handles a message of the session. */
  public boolean isHandling(Object session) {
    WebSocketMessage message = ThreadState.get().webSocketMessage;
    return message != null && message.connection == connection(session);
  }

  /** What the application is told next is no error but the end, which the close code tells. */
  public void ends(Object session, Throwable thrown) {
    WebSocketConnection connection = connection(session);
    if (connection != null) {
      connection.excuse(thrown);
    }
  }

  private static boolean isHandling(WebSocketConnection connection, Throwable thrown) {
    WebSocketMessage message = ThreadState.get().webSocketMessage;
    if (message == null || message.connection != connection) {
      return false;
    }
    if (message.failure == null) {
      message.failure = thrown;
    }
    return true;
  }

  /**
   * The connection is about to be closed, by either side. While the close frame is being sent the
   * peer may answer it already, and the container drop the connection on another thread.
   *
   * @param code as the application will be told (RFC 6455, 7.4)
   */
  public void closing(Object session, int code) {
    WebSocketConnection connection = connection(session);
    if (connection != null) {
      connection.closing(code);
    }
  }

  /**
   * The application is told that the connection is closed.
   *
   * @param code as it is told
   */
  public void closed(Object session, int code) {
    WebSocketConnection connection = connection(session);
    if (connection != null) {
      connection.end(code);
    }
  }

  /** The connection is no more, and the application may be told later. */
  public void closed(Object session) {
    WebSocketConnection connection = connection(session);
    if (connection != null) {
      connection.endGone();
    }
  }

  /** The session is of no further use, whether or not it was closed. */
  public void gone(@Nullable Object session) {
    WebSocketConnection connection = session == null ? null : sessions.remove(session);
    if (connection != null) {
      connection.endGone();
    }
  }
}
