package io.sidelight.inst.jdkhttpserver.advice;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import io.sidelight.core.record.HostHeader;
import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.WeakTable;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * An exchange as the JDK's server shows it. It is over when the answer is complete and its handler
 * has returned, in whichever order.
 */
final class ExchangeCall extends HttpServerCall {
  private static final int LEFT = 1;
  private static final int COMPLETE = 2;
  private static final long NOT_ANSWERED = Long.MIN_VALUE;
  private static final AtomicIntegerFieldUpdater<ExchangeCall> STATE =
      AtomicIntegerFieldUpdater.newUpdater(ExchangeCall.class, "state");

  /** Each made once. */
  private static final WeakTable<HttpContext, String> ROUTES = new WeakTable<>();

  private final HttpContext context;
  private final Headers headers;
  private final Headers answer;
  private final URI uri;
  private final String method;
  private final String scheme;

  /** Gone once the handler has returned: a table that the exchange is found in holds this. */
  private @Nullable HttpExchange exchange;

  private @Nullable InetSocketAddress remote;
  private @Nullable InetSocketAddress local;
  private @Nullable String protocol;
  private volatile int state;

  /** What was sent, or 0. */
  volatile int status;

  private final long requestLength;
  private volatile boolean readAll;
  private volatile boolean cutShort;

  /** What the handler may send: -1 if nothing, 0 if that is not known before. */
  private volatile long declared = NOT_ANSWERED;

  /** One thread at a time writes, and the one that completes the answer is told by it. */
  private long written;

  ExchangeCall(HttpExchange exchange, HttpContext context) {
    this.exchange = exchange;
    this.context = context;
    this.headers = exchange.getRequestHeaders();
    this.answer = exchange.getResponseHeaders();
    this.uri = exchange.getRequestURI();
    this.method = exchange.getRequestMethod();
    this.scheme = exchange instanceof HttpsExchange ? "https" : "http";
    this.requestLength = length(headers);
  }

  /** As the server decides it: chunks go before a length. Negative if not known. */
  private static long length(Headers headers) {
    if (headers.containsKey("Transfer-Encoding")) {
      return -1;
    }
    String length = headers.getFirst("Content-Length");
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  boolean hasFixedBody() {
    return requestLength > 0;
  }

  void hasReadAll() {
    readAll = true;
  }

  /**
   * @param length as the handler gives it with the status
   */
  void declared(long length) {
    declared = length;
  }

  void failedToSend() {
    cutShort = true;
  }

  @Override
  protected boolean challenges() {
    return answer.containsKey("WWW-Authenticate");
  }

  @Override
  protected boolean cutShort() {
    return cutShort;
  }

  void written(int bytes) {
    written += bytes;
  }

  /** The stream of the answer under all that filters put around it later. */
  Object body() {
    HttpExchange from = exchange;
    return from == null ? this : from.getResponseBody();
  }

  /** The handler has returned: whether the exchange is over. */
  boolean leave() {
    if ((state & COMPLETE) == 0) {
      look();
      exchange = null;
    }
    return add(LEFT);
  }

  /** The answer is complete: whether the exchange is over. */
  boolean complete() {
    return add(COMPLETE);
  }

  private boolean add(int bit) {
    int before = state;
    while (!STATE.compareAndSet(this, before, before | bit)) {
      before = state;
    }
    return (before | bit) == (LEFT | COMPLETE);
  }

  private void look() {
    HttpExchange from = exchange;
    if (from != null && remote == null) {
      remote = from.getRemoteAddress();
      local = from.getLocalAddress();
      protocol = from.getProtocol();
    }
  }

  @Override
  protected @Nullable String method() {
    return method;
  }

  @Override
  protected @Nullable String scheme() {
    return scheme;
  }

  @Override
  protected @Nullable String route() {
    String route = ROUTES.get(context);
    if (route == null) {
      String path = context.getPath();
      route = path.endsWith("/") ? path + '*' : path + "/*";
      ROUTES.put(context, route);
    }
    return route;
  }

  @Override
  protected @Nullable String routeBase() {
    String path = context.getPath();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  @Override
  protected int status() {
    // Without a status the connection is closed, and the client has nothing.
    return status == 0 ? 500 : status;
  }

  @Override
  protected int committedStatus() {
    return status;
  }

  @Override
  protected long requestBytes() {
    return readAll ? requestLength : Math.min(requestLength, 0);
  }

  @Override
  protected long responseBytes() {
    long limit = declared;
    if (limit == NOT_ANSWERED) {
      // Either nobody has, or the server, who does not tell how.
      return status == 0 ? 0 : -1;
    }
    // What goes beyond the length is refused, and never sent.
    return limit == 0 ? written : Math.min(written, Math.max(limit, 0));
  }

  @Override
  protected @Nullable String requestHeader(String name) {
    return headers.getFirst(name);
  }

  @Override
  protected @Nullable String path() {
    return uri.getRawPath();
  }

  @Override
  protected @Nullable String query() {
    return uri.getRawQuery();
  }

  @Override
  protected @Nullable String clientAddress() {
    look();
    return remote == null || remote.getAddress() == null
        ? null
        : remote.getAddress().getHostAddress();
  }

  @Override
  protected @Nullable String serverAddress() {
    look();
    String host = HostHeader.host(headers.getFirst("Host"));
    return host != null || local == null || local.getAddress() == null
        ? host
        : local.getAddress().getHostAddress();
  }

  @Override
  protected int serverPort() {
    look();
    int port = HostHeader.port(headers.getFirst("Host"));
    return port > 0 || local == null ? port : local.getPort();
  }

  @Override
  protected @Nullable String protocol() {
    look();
    return protocol;
  }
}
