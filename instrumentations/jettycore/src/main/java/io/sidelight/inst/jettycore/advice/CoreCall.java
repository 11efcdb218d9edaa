package io.sidelight.inst.jettycore.advice;

import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** A request as the core of Jetty 12 sees it, which ends with the stream that it was read from. */
final class CoreCall extends HttpServerCall implements Function<HttpStream, HttpStream> {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  /** Where {@code ErrorHandler} looks for what went wrong. */
  private static final String ERROR = "org.eclipse.jetty.server.error_exception";

  private final Request request;
  private final Response response;
  private volatile @Nullable String authType;
  private volatile boolean sendFailed;
  private volatile long sent;

  CoreCall(Request request, Response response) {
    this.request = request;
    this.response = response;
  }

  @Override
  public HttpStream apply(HttpStream stream) {
    return new CoreStream(stream, this);
  }

  /** The stream has been read and written to its end, or will be no further. */
  void complete(@Nullable Throwable failure) {
    try {
      if (failure instanceof EofException) {
        sendFailed();
      }
      HTTP.end(this);
    } catch (Throwable e) {
      Recorders.errors().swallowed("jettycore", e);
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // Jetty sends one thing after the other.
  void sending(int bytes) {
    sent += bytes;
  }

  void sendFailed() {
    sendFailed = true;
  }

  @Override
  protected boolean cutShort() {
    return sendFailed;
  }

  @Override
  protected void identified(@Nullable String type) {
    authType = type;
  }

  @Override
  protected @Nullable String authType() {
    return authType;
  }

  @Override
  protected @Nullable String method() {
    return request.getMethod();
  }

  @Override
  protected @Nullable String scheme() {
    return request.getHttpURI().getScheme();
  }

  @Override
  protected int status() {
    return response.getStatus();
  }

  @Override
  protected int committedStatus() {
    return response.isCommitted() ? response.getStatus() : 0;
  }

  @Override
  protected long requestBytes() {
    return Request.getContentBytesRead(request);
  }

  @Override
  protected long responseBytes() {
    // Not as the response counts: an error page of the core's own has another response.
    return "HEAD".equals(request.getMethod()) ? 0 : sent;
  }

  @Override
  protected @Nullable Throwable error() {
    Object error = request.getAttribute(ERROR);
    return error instanceof Throwable ? (Throwable) error : null;
  }

  @Override
  protected @Nullable String requestHeader(String name) {
    HttpField field = request.getHeaders().getField(name);
    return field == null ? null : field.getValue();
  }

  @Override
  protected boolean challenges() {
    return response.getHeaders().contains("WWW-Authenticate");
  }

  @Override
  protected @Nullable String path() {
    return request.getHttpURI().getPath();
  }

  @Override
  protected @Nullable String query() {
    return request.getHttpURI().getQuery();
  }

  @Override
  protected @Nullable String clientAddress() {
    return Request.getRemoteAddr(request);
  }

  @Override
  protected @Nullable String serverAddress() {
    return Request.getServerName(request);
  }

  @Override
  protected int serverPort() {
    return Request.getServerPort(request);
  }

  @Override
  protected @Nullable String protocol() {
    return request.getConnectionMetaData().getProtocol();
  }
}
