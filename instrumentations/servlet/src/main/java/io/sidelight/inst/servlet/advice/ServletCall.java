package io.sidelight.inst.servlet.advice;

import io.sidelight.core.record.HttpServerCall;
import javax.servlet.RequestDispatcher;
import javax.servlet.ServletRequest;
import javax.servlet.ServletRequestWrapper;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** A request as the servlet API shows it. */
final class ServletCall extends HttpServerCall {
  final HttpServletRequest request;
  private final HttpServletResponse response;
  private final @Nullable String route;

  /** Whether a listener will end it. */
  boolean awaited;

  private boolean escaped;

  ServletCall(HttpServletRequest request, HttpServletResponse response) {
    this.request = request;
    this.response = response;
    // Asked now: forwards change the paths, and what matched first is the route.
    this.route = Routes.of(request);
  }

  /** The request under all wrappers, which is the same object in every method it passes. */
  static Object identity(HttpServletRequest request) {
    ServletRequest at = request;
    while (at instanceof ServletRequestWrapper) {
      at = ((ServletRequestWrapper) at).getRequest();
    }
    return at;
  }

  /** An exception left the outermost method: the container answers with a 500 if it still can. */
  void escaped() {
    escaped = true;
  }

  @Override
  protected @Nullable String method() {
    return request.getMethod();
  }

  @Override
  protected @Nullable String scheme() {
    return request.getScheme();
  }

  @Override
  protected @Nullable String route() {
    return route;
  }

  @Override
  protected int status() {
    return escaped && !response.isCommitted() ? 500 : response.getStatus();
  }

  @Override
  protected @Nullable Throwable error() {
    Object error = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    return error instanceof Throwable ? (Throwable) error : null;
  }

  @Override
  protected @Nullable String requestHeader(String name) {
    return request.getHeader(name);
  }

  @Override
  protected @Nullable String path() {
    return request.getRequestURI();
  }

  @Override
  protected @Nullable String query() {
    return request.getQueryString();
  }

  @Override
  protected @Nullable String clientAddress() {
    return request.getRemoteAddr();
  }

  @Override
  protected @Nullable String serverAddress() {
    return request.getServerName();
  }

  @Override
  protected int serverPort() {
    return request.getServerPort();
  }

  @Override
  protected @Nullable String protocol() {
    return request.getProtocol();
  }
}
