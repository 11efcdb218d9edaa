package io.sidelight.inst.servlet.advice;

import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.WeakTable;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.servlet.ServletContext;
import javax.servlet.ServletRegistration;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The servlet mappings of one application, each as a route with the context path: {@code
 * /shop/api/products/*}. Which mapping a request matched follows from its servlet path and path
 * info (Servlet 3.1, 12.1 and 3.5); Servlet 4 can tell, too, but older ones are in use, and it
 * makes objects for each request. It is asked where the application's registrations do not show all
 * mappings: Tomcat's {@code Wrapper.addMapping} leaves none there. Thread-safe.
 */
public final class Routes {
  private static final WeakTable<ServletContext, Routes> KNOWN = new WeakTable<>();

  private final Map<String, Route> exact = new HashMap<>();
  private final Map<String, Route> prefixes = new HashMap<>();
  private final Map<String, Route> extensions = new HashMap<>();
  private final Map<String, Route> routes = new ConcurrentHashMap<>();
  private final String contextPath;
  private @Nullable Route root;

  /**
   * Of what no servlet of the application's matches: the container's own answer, which is not a
   * servlet everywhere.
   */
  private final Route fallback;

  /** Whether every servlet shows a mapping. */
  private boolean complete = true;

  private Routes(ServletContext context) {
    contextPath = context.getContextPath();
    fallback = new Route(contextPath, "/");
    for (ServletRegistration registration : context.getServletRegistrations().values()) {
      Collection<String> mappings = registration.getMappings();
      complete &= !mappings.isEmpty();
      for (String mapping : mappings) {
        Route route = new Route(contextPath, mapping);
        if (mapping.isEmpty()) {
          root = route;
        } else if (mapping.endsWith("/*")) {
          prefixes.put(mapping.substring(0, mapping.length() - 2), route);
        } else if (mapping.startsWith("*.")) {
          extensions.put(mapping.substring(1), route);
        } else if (!mapping.equals("/")) {
          exact.put(mapping, route);
        }
      }
    }
  }

  /** Tells what this request shows of the mapping. */
  public static void tell(
      HttpServerRecorder http, HttpServerCall call, HttpServletRequest request) {
    Route route = of(request);
    if (route == null) {
      http.mapped(call, null, request.getContextPath());
    } else {
      http.mapped(call, route.text, route.base);
    }
  }

  /** The mapping that the container chose, or null. */
  static @Nullable Route of(HttpServletRequest request) {
    ServletContext context;
    try {
      context = request.getServletContext();
    } catch (RuntimeException e) {
      // Before the container has found an application, some cannot say so otherwise.
      return null;
    }
    if (context == null) {
      return null;
    }
    Routes routes = KNOWN.get(context);
    if (routes == null) {
      routes = new Routes(context);
      KNOWN.put(context, routes);
    }
    return routes.match(request);
  }

  private Route match(HttpServletRequest request) {
    if (!complete) {
      String pattern = ServletMapping.of(request);
      if (pattern != null) {
        Route route = routes.get(pattern);
        if (route == null) {
          route = new Route(contextPath, pattern);
          routes.put(pattern, route);
        }
        return route;
      }
    }
    return match(request.getServletPath(), request.getPathInfo());
  }

  private Route match(@Nullable String servletPath, @Nullable String pathInfo) {
    String path = servletPath == null ? "" : servletPath;
    // The path info by the specification; Undertow says it in the servlet path.
    boolean atRoot = path.isEmpty() ? "/".equals(pathInfo) : path.equals("/") && pathInfo == null;
    if (root != null && atRoot) {
      return root;
    }
    Route route = pathInfo == null ? exact.get(path) : null;
    if (route == null) {
      route = prefixes.get(path);
    }
    if (route == null && pathInfo == null) {
      int dot = path.lastIndexOf('.');
      route = dot < 0 ? null : extensions.get(path.substring(dot));
    }
    return route == null ? fallback : route;
  }
}
