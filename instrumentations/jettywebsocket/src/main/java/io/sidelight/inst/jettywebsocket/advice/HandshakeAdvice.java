package io.sidelight.inst.jettywebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketRecorder;
import java.lang.reflect.Method;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** On the HTTP request that asks for a connection: a servlet's up to Jetty 11, since then any. */
public final class HandshakeAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();

  /** Where Jetty keeps the path that an endpoint was mapped to. */
  private static final String PATH = "org.eclipse.jetty.http.pathmap.PathSpec";

  /** Of a mapping within a servlet, which says no more than the servlet's own. */
  private static final String ALL = "/";

  private HandshakeAdvice() {}

  public static @Nullable Object begin(Object request) throws Exception {
    Class<?> servlet = servletRequest(request);
    Object path =
        servlet == null
            ? ((Request) request).getAttribute(PATH)
            : servlet.getMethod("getAttribute", String.class).invoke(request, PATH);
    String declared = path == null ? ALL : declaration(path);
    if (declared.equals(ALL)) {
      WEB_SOCKET.beginHandshake(null);
      return null;
    }
    Object context =
        servlet == null
            ? Request.getContextPath((Request) request)
            : servlet.getMethod("getContextPath").invoke(request);
    WEB_SOCKET.beginHandshake(context == null ? declared : context + declared);
    return null;
  }

  /** By reflection: it was a class before it became an interface. */
  private static String declaration(Object path) throws Exception {
    Method method = path.getClass().getMethod("getDeclaration");
    return (String) method.invoke(path);
  }

  public static void end(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    WEB_SOCKET.endHandshake();
  }

  /**
   * The servlet API's type, if it is such a request. It is asked by reflection, since that of Jetty
   * 10 and that of 11 are in different packages, and there is one for each connection only.
   */
  private static @Nullable Class<?> servletRequest(Object request) {
    for (Class<?> type = request.getClass(); type != null; type = type.getSuperclass()) {
      for (Class<?> known : type.getInterfaces()) {
        if (known.getName().endsWith(".servlet.http.HttpServletRequest")) {
          return known;
        }
      }
    }
    return null;
  }
}
