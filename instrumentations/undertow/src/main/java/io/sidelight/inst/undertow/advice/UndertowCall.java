package io.sidelight.inst.undertow.advice;

import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import io.undertow.security.api.SecurityContext;
import io.undertow.server.DefaultResponseListener;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A request as Undertow sees it, and the listener that is told when it is complete. */
final class UndertowCall extends HttpServerCall implements ExchangeCompletionListener {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  /** Attachments are found by this object alone: no application can see that there is one. */
  private static final AttachmentKey<UndertowCall> KEY = AttachmentKey.create(UndertowCall.class);

  private final HttpServerExchange exchange;
  private @Nullable ByteBuffer readInto;
  private int readFrom;
  private long read;
  private volatile boolean ending;
  private volatile boolean complete;
  private volatile boolean sendFailed;

  UndertowCall(HttpServerExchange exchange) {
    this.exchange = exchange;
  }

  static @Nullable UndertowCall of(HttpServerExchange exchange) {
    return exchange.getAttachment(KEY);
  }

  void attach() {
    exchange.putAttachment(KEY, this);
    exchange.addExchangeCompleteListener(this);
  }

  void reading(ByteBuffer into) {
    if (ending) {
      return;
    }
    readInto = into;
    readFrom = into.position();
  }

  /** What is read from now on is not for the application. */
  void stopReading() {
    ending = true;
  }

  void hasRead() {
    ByteBuffer into = readInto;
    if (into != null) {
      read += Math.max(into.position() - readFrom, 0);
      readInto = null;
    }
  }

  /**
   * Whether the exchange is complete. It may be while a thread is still in the application, which
   * learns only then what became of its answer.
   */
  boolean isComplete() {
    return complete;
  }

  @Override
  public void exchangeEvent(HttpServerExchange ended, NextListener next) {
    try {
      complete = true;
      // Who closes it when the answer is sent was a listener before this one, and is told after.
      if (!exchange.getConnection().isOpen()) {
        sendFailed = true;
      }
      if (HTTP.current() != this) {
        HTTP.end(this);
      }
    } catch (Throwable e) {
      Recorders.errors().swallowed("undertow", e);
    } finally {
      next.proceed();
    }
  }

  @Override
  protected @Nullable String method() {
    return exchange.getRequestMethod().toString();
  }

  @Override
  protected @Nullable String scheme() {
    return exchange.getRequestScheme();
  }

  @Override
  protected int status() {
    return exchange.getStatusCode();
  }

  @Override
  protected int committedStatus() {
    return exchange.isResponseStarted() ? exchange.getStatusCode() : 0;
  }

  @Override
  protected long requestBytes() {
    return read;
  }

  @Override
  protected long responseBytes() {
    return exchange.getResponseBytesSent();
  }

  void sendFailed() {
    sendFailed = true;
  }

  @Override
  protected boolean cutShort() {
    return sendFailed;
  }

  @Override
  protected @Nullable Throwable error() {
    return exchange.getAttachment(DefaultResponseListener.EXCEPTION);
  }

  @Override
  protected @Nullable String requestHeader(String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  /** Also of somebody whom a session remembers. */
  @Override
  protected @Nullable String authType() {
    SecurityContext context = exchange.getSecurityContext();
    return context == null ? null : context.getMechanismName();
  }

  @Override
  protected boolean challenges() {
    return exchange.getResponseHeaders().contains("WWW-Authenticate");
  }

  @Override
  protected @Nullable String path() {
    String uri = exchange.getRequestURI();
    if (!exchange.isHostIncludedInRequestURI()) {
      return uri;
    }
    int authority = uri.indexOf("//");
    int path = uri.indexOf('/', authority < 0 ? 0 : authority + 2);
    return path < 0 ? "/" : uri.substring(path);
  }

  @Override
  protected @Nullable String query() {
    String query = exchange.getQueryString();
    return query == null || query.isEmpty() ? null : query;
  }

  @Override
  protected @Nullable String clientAddress() {
    InetSocketAddress source = exchange.getSourceAddress();
    InetAddress address = source == null ? null : source.getAddress();
    return address == null ? null : address.getHostAddress();
  }

  @Override
  protected @Nullable String serverAddress() {
    return exchange.getHostName();
  }

  @Override
  protected int serverPort() {
    return exchange.getHostPort();
  }

  @Override
  protected @Nullable String protocol() {
    return exchange.getProtocol().toString();
  }
}
