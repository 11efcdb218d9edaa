package sample;

import jakarta.servlet.ServletContainerInitializer;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/**
 * The sample site on Jetty 12; the arguments are the folder with its files and the environment,
 * such as {@code ee10}. The environments have the same types in different packages.
 */
public final class Jetty12App {
  private static String environment = "";

  private Jetty12App() {}

  public static void main(String[] args) throws Exception {
    Database.create();
    environment = "org.eclipse.jetty." + args[1] + ".servlet.";
    String files = Path.of(args[0]).resolve("files").toUri().toString();
    Object app = context("/app", files, new Site());
    // Named, because the name shows in error pages and would have a number of this run.
    Object defaults =
        type("ServletHolder")
            .getConstructor(String.class, Class.class)
            .newInstance("default", type("DefaultServlet"));
    call(defaults, "setAsyncSupported", true);
    app.getClass()
        .getMethod("addServlet", defaults.getClass(), String.class)
        .invoke(app, defaults, "/");
    Object errors = create("ErrorPageErrorHandler");
    for (Map.Entry<Integer, String> page : Site.STATUS_PAGES.entrySet()) {
      errors
          .getClass()
          .getMethod("addErrorPage", int.class, String.class)
          .invoke(errors, page.getKey(), page.getValue());
    }
    for (Map.Entry<String, String> page : Site.EXCEPTION_PAGES.entrySet()) {
      errors
          .getClass()
          .getMethod("addErrorPage", String.class, String.class)
          .invoke(errors, page.getKey(), page.getValue());
    }
    call(app, "setErrorHandler", errors);
    Server server = JettyServers.server();
    Object handlers = Array.newInstance(ContextHandler.class, 2);
    Array.set(handlers, 0, handler(app));
    Array.set(handlers, 1, handler(context("/", files, new RootSite())));
    server.setHandler(
        (Handler)
            ContextHandlerCollection.class
                .getConstructor(handlers.getClass())
                .newInstance(handlers));
    server.start();
    JettyServers.tellPorts(server);
    server.join();
  }

  private static Object context(String path, String files, ServletContainerInitializer site)
      throws ReflectiveOperationException {
    int sessions = type("ServletContextHandler").getField("SESSIONS").getInt(null);
    Object context = type("ServletContextHandler").getConstructor(int.class).newInstance(sessions);
    call(context, "setContextPath", path);
    try {
      call(context, "setBaseResourceAsString", files);
    } catch (NoSuchMethodException e) {
      call(context, "setResourceBase", files);
    }
    call(context, "addEventListener", new JettyApp.Installing(site));
    return context;
  }

  /** The older environments hand out a handler that stands for them in the server. */
  private static Handler handler(Object context) {
    return (Handler) (context instanceof Supplier<?> supplier ? supplier.get() : context);
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(environment + name);
  }

  private static Object create(String name) throws ReflectiveOperationException {
    return type(name).getConstructor().newInstance();
  }

  /** Calls the method with one parameter that takes this argument. */
  private static void call(Object on, String name, Object argument)
      throws ReflectiveOperationException {
    for (Method method : on.getClass().getMethods()) {
      if (method.getName().equals(name) && method.getParameterCount() == 1) {
        try {
          method.invoke(on, argument);
          return;
        } catch (IllegalArgumentException e) {
          // Another overload.
        } catch (InvocationTargetException e) {
          throw new IllegalStateException(e.getCause());
        }
      }
    }
    throw new NoSuchMethodException(name);
  }
}
