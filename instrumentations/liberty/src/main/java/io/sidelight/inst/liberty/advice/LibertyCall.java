package io.sidelight.inst.liberty.advice;

import com.ibm.wsspi.http.HttpInboundConnection;
import com.ibm.wsspi.http.HttpRequest;
import com.ibm.wsspi.http.HttpResponse;
import io.sidelight.inst.servlet.advice.ServletCall;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * A request as Open Liberty's transport shows it, which it does to the very end: the servlet
 * request has been cleared by then.
 */
final class LibertyCall extends ServletCall {
  private static final int SWITCHING_PROTOCOLS = 101;

  private final HttpInboundConnection connection;
  private final HttpRequest sent;
  private final HttpResponse answer;
  private boolean returned;
  private @Nullable Throwable error;
  private @Nullable String authType;

  LibertyCall(
      HttpServletRequest request, HttpServletResponse response, HttpInboundConnection connection) {
    super(request, response);
    this.connection = connection;
    this.sent = connection.getRequest();
    this.answer = connection.getResponse();
  }

  /** Whether the container has done its part, and only the answer's end is to come. */
  boolean hasReturned() {
    return returned;
  }

  /**
   * The container has done its part.
   *
   * @return whether nothing is to come: an upgraded connection is not closed with the request
   */
  boolean returned() {
    returned = true;
    error = super.error();
    authType = super.authType();
    return answer.getStatus() == SWITCHING_PROTOCOLS;
  }

  @Override
  protected Object knownBy() {
    return connection;
  }

  @Override
  protected boolean endsWithContainer() {
    return true;
  }

  @Override
  protected int status() {
    return answer.getStatus();
  }

  @Override
  protected int committedStatus() {
    return answer.isCommitted() ? answer.getStatus() : 0;
  }

  @Override
  protected @Nullable Throwable error() {
    return error;
  }

  @Override
  protected @Nullable String authType() {
    return authType;
  }

  @Override
  protected long requestBytes() {
    return Transport.read(sent.getBody());
  }

  @Override
  protected long responseBytes() {
    return Transport.written(connection);
  }

  @Override
  protected @Nullable String method() {
    return sent.getMethod();
  }

  @Override
  protected @Nullable String scheme() {
    return sent.getScheme();
  }

  @Override
  protected @Nullable String requestHeader(String name) {
    return sent.getHeader(name);
  }

  @Override
  protected boolean challenges() {
    return answer.getHeader("WWW-Authenticate") != null;
  }

  @Override
  protected @Nullable String path() {
    return sent.getURI();
  }

  @Override
  protected @Nullable String query() {
    return sent.getQuery();
  }

  @Override
  protected @Nullable String clientAddress() {
    return connection.getRemoteHostAddress();
  }

  @Override
  protected @Nullable String serverAddress() {
    return connection.getRequestedHost();
  }

  @Override
  protected int serverPort() {
    return connection.getRequestedPort();
  }

  @Override
  protected @Nullable String protocol() {
    return sent.getVersion();
  }
}
