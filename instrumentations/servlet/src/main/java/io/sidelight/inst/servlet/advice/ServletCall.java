package io.sidelight.inst.servlet.advice;

import io.sidelight.core.record.HttpServerCall;
import javax.servlet.RequestDispatcher;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletRequestWrapper;
import javax.servlet.UnavailableException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** A request as the servlet API shows it. */
public class ServletCall extends HttpServerCall {
  protected final HttpServletRequest request;
  protected final HttpServletResponse response;
  private @Nullable Route route;

  /** Whether the container had found who handles the request when the route was asked. */
  private boolean mapped;

  /** Made when the request begins, with the objects that the first method has. */
  public ServletCall(HttpServletRequest request, HttpServletResponse response) {
    this.request = request;
    this.response = response;
    // Asked now: forwards change the paths, and what matched first is the route.
    this.route = Routes.of(request);
  }

  /** The container has found who handles the request; the first time counts. */
  public final void mapped(HttpServletRequest at) {
    if (!mapped) {
      mapped = true;
      route = Routes.of(at);
    }
  }

  /** The request under all wrappers, which is the same object in every method it passes. */
  public static Object identity(HttpServletRequest request) {
    ServletRequest at = request;
    while (at instanceof ServletRequestWrapper) {
      at = ((ServletRequestWrapper) at).getRequest();
    }
    return at;
  }

  /**
   * What an exception is about: the servlet API demands that others are wrapped, and Tomcat wraps
   * what an asynchronous dispatch throws once more.
   */
  public static Throwable cause(Throwable thrown) {
    Throwable at = thrown;
    Throwable cause = at.getCause();
    while (cause != null
        && (at instanceof ServletException || at.getClass().equals(RuntimeException.class))) {
      at = cause;
      cause = at.getCause();
    }
    return at;
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
    return route == null ? null : route.text;
  }

  @Override
  protected @Nullable String routeBase() {
    return route == null ? request.getContextPath() : route.base;
  }

  /** Whether a hook of the container's ends the call, later than its listeners are told. */
  protected boolean endsWithContainer() {
    return false;
  }

  @Override
  protected int status() {
    Throwable escaped = escaped();
    if (escaped == null || response.isCommitted()) {
      return response.getStatus();
    }
    // What the container will answer (Servlet 3.1, 2.3.3.2 and 10.9.2); it has not yet.
    if (escaped instanceof UnavailableException) {
      return ((UnavailableException) escaped).isPermanent() ? 404 : 503;
    }
    return 500;
  }

  @Override
  protected int committedStatus() {
    return response.isCommitted() ? response.getStatus() : 0;
  }

  @Override
  protected @Nullable Throwable error() {
    Object error = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    return error instanceof Throwable ? cause((Throwable) error) : null;
  }

  @Override
  protected @Nullable String requestHeader(String name) {
    return request.getHeader(name);
  }

  @Override
  protected @Nullable String authType() {
    return request.getAuthType();
  }

  @Override
  protected boolean challenges() {
    return response.containsHeader("WWW-Authenticate");
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
