package example.jetty;

import example.websocket.Endpoints;
import example.websocket.Stop;
import jakarta.websocket.server.ServerContainer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.List;

/**
 * An embedded Jetty with the endpoints below {@code /app}. By reflection: the same classes have
 * other packages in each version.
 */
public final class JettyApp {
  private static final List<String> HANDLERS =
      List.of(
          "org.eclipse.jetty.ee11.servlet.ServletContextHandler",
          "org.eclipse.jetty.ee10.servlet.ServletContextHandler",
          "org.eclipse.jetty.servlet.ServletContextHandler");

  private static final List<String> INITIALIZERS =
      List.of(
          "org.eclipse.jetty.ee11.websocket.jakarta.server.config"
              + ".JakartaWebSocketServletContainerInitializer",
          "org.eclipse.jetty.ee10.websocket.jakarta.server.config"
              + ".JakartaWebSocketServletContainerInitializer",
          "org.eclipse.jetty.websocket.jakarta.server.config"
              + ".JakartaWebSocketServletContainerInitializer",
          "org.eclipse.jetty.websocket.javax.server.config"
              + ".JavaxWebSocketServletContainerInitializer",
          "org.eclipse.jetty.websocket.jsr356.server.deploy.WebSocketServerContainerInitializer");

  private static final List<String> NATIVE =
      List.of(
          "org.eclipse.jetty.ee11.websocket.server.config"
              + ".JettyWebSocketServletContainerInitializer",
          "org.eclipse.jetty.ee10.websocket.server.config"
              + ".JettyWebSocketServletContainerInitializer",
          "org.eclipse.jetty.websocket.server.config.JettyWebSocketServletContainerInitializer",
          "org.eclipse.jetty.websocket.server.NativeWebSocketServletContainerInitializer");

  private JettyApp() {}

  public static void main(String[] args) throws Exception {
    Object server =
        Class.forName("org.eclipse.jetty.server.Server").getConstructor(int.class).newInstance(0);
    Object app = first(HANDLERS).getConstructor().newInstance();
    call(app, "setContextPath", "/app");
    call(server, "setHandler", app);
    boolean isEarly =
        !configure(
            first(INITIALIZERS), app, container -> Endpoints.addTo((ServerContainer) container));
    if (isEarly) {
      early(app);
    } else {
      configure(
          first(NATIVE),
          app,
          container -> {
            call(container, "addMapping", "/native/*", NativeEcho.class);
            call(container, "addMapping", "uri-template|/rooms/{room}", NativeEcho.class);
          });
    }
    call(server, "start");
    System.out.println("listening on " + ((URI) call(server, "getURI")).getPort());
    // Stopping the application alone leaves its connections open.
    Stop.await(() -> call(server, "stop"));
  }

  /** Adds endpoints to a container. */
  private interface Endpointed {
    void addTo(Object container) throws Exception;
  }

  /** The first versions of 9.4 have a container at once, and one filter for both APIs. */
  private static void early(Object app) throws Exception {
    Object container =
        first(INITIALIZERS).getMethod("configureContext", app.getClass()).invoke(null, app);
    Endpoints.addTo((ServerContainer) container);
    Object context = call(app, "getServletContext");
    Object mappings =
        call(
            context,
            "getAttribute",
            "org.eclipse.jetty.websocket.server.NativeWebSocketConfiguration");
    String paths = "org.eclipse.jetty.http.pathmap.";
    call(mappings, "addMapping", path(paths + "ServletPathSpec", "/native/*"), NativeEcho.class);
    call(
        mappings,
        "addMapping",
        path(paths + "UriTemplatePathSpec", "/rooms/{room}"),
        NativeEcho.class);
  }

  private static Object path(String type, String path) throws Exception {
    return Class.forName(type).getConstructor(String.class).newInstance(path);
  }

  /** False if there is no such way to configure. */
  private static boolean configure(Class<?> initializer, Object app, Endpointed endpoints)
      throws Exception {
    for (Method method : initializer.getMethods()) {
      if (method.getName().equals("configure")) {
        Class<?> configurator = method.getParameterTypes()[1];
        Object proxy =
            Proxy.newProxyInstance(
                configurator.getClassLoader(),
                new Class<?>[] {configurator},
                (self, accept, arguments) -> {
                  endpoints.addTo(arguments[1]);
                  return null;
                });
        method.invoke(null, app, proxy);
        return true;
      }
    }
    return false;
  }

  private static Class<?> first(List<String> names) throws ClassNotFoundException {
    for (String name : names) {
      try {
        return Class.forName(name);
      } catch (ClassNotFoundException e) {
        // Another version's.
      }
    }
    throw new ClassNotFoundException(names.toString());
  }

  private static Object call(Object target, String name, Object... arguments) throws Exception {
    for (Method method : target.getClass().getMethods()) {
      if (method.getName().equals(name) && accepts(method, arguments)) {
        try {
          return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
          throw new IllegalStateException(e.getCause());
        }
      }
    }
    throw new NoSuchMethodException(name);
  }

  private static boolean accepts(Method method, Object... arguments) {
    Class<?>[] types = method.getParameterTypes();
    boolean accepts = types.length == arguments.length;
    for (int i = 0; accepts && i < types.length; i++) {
      accepts = types[i].isInstance(arguments[i]);
    }
    return accepts;
  }
}
