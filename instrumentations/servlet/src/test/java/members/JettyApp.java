package members;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.server.handler.gzip.GzipHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.security.Password;

/**
 * The members' site on Jetty, below a {@code GzipHandler}. The second argument is the environment
 * of Jetty 12, such as {@code ee10}, or empty before: types of the same names are in other packages
 * there.
 */
public final class JettyApp {
  private JettyApp() {}

  public static void main(String[] args) throws Exception {
    String environment = args.length < 2 ? "" : args[1];
    String security =
        environment.equals("ee8") || environment.equals("ee9")
            ? "org.eclipse.jetty." + environment + ".security.authentication."
            : "org.eclipse.jetty.security.authentication.";
    Object basic =
        context(
            environment,
            "/basic",
            Class.forName(security + "BasicAuthenticator").getConstructor().newInstance());
    Object form =
        context(
            environment,
            "/form",
            Class.forName(security + "FormAuthenticator")
                .getConstructor(String.class, String.class, boolean.class)
                .newInstance(MemberSite.LOGIN_PAGE, MemberSite.LOGIN_ERROR, false));
    MemberSite.undeployForm = () -> stop((LifeCycle) form);
    ContextHandlerCollection contexts = new ContextHandlerCollection(handler(basic), handler(form));
    GzipHandler gzip = new GzipHandler();
    gzip.setMinGzipSize(100);
    gzip.setHandler(contexts);
    Server server = new Server(0);
    server.setHandler(gzip);
    server.start();
    for (Object bean : server.getBeans()) {
      if (bean.getClass().getSimpleName().equals("DefaultSessionIdManager")) {
        Object keeper = bean.getClass().getMethod("getSessionHouseKeeper").invoke(bean);
        call(keeper, "setIntervalSec", 1L);
      }
    }
    int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    System.out.println("listening at port " + port);
    server.join();
  }

  private static Object context(String environment, String path, Object authenticator)
      throws ReflectiveOperationException {
    String packages =
        environment.isEmpty()
            ? "org.eclipse.jetty."
            : "org.eclipse.jetty." + environment + ".servlet.";
    Class<?> type =
        Class.forName(
            (environment.isEmpty() ? packages + "servlet." : packages) + "ServletContextHandler");
    Object context =
        type.getConstructor(int.class).newInstance(type.getField("SESSIONS").getInt(null));
    call(context, "setContextPath", path);
    UserStore users = new UserStore();
    users.addUser(
        MemberSite.USER, new Password(MemberSite.PASSWORD), new String[] {MemberSite.ROLE});
    HashLoginService login = new HashLoginService("members");
    login.setUserStore(users);
    Object security =
        authenticator.getClass().getName().startsWith("org.eclipse.jetty.ee")
            ? constraints("org.eclipse.jetty." + environment + '.')
            : constraints(packages);
    call(security, "setLoginService", login);
    call(security, "setAuthenticator", authenticator);
    call(context, "setSecurityHandler", security);
    call(context, "addEventListener", new Installing());
    return context;
  }

  private static Object constraints(String packages) throws ReflectiveOperationException {
    return Class.forName(packages + "security.ConstraintSecurityHandler")
        .getConstructor()
        .newInstance();
  }

  /** The older environments of Jetty 12 hand out a handler that stands for them in the server. */
  private static ContextHandler handler(Object context) {
    return (ContextHandler) (context instanceof Supplier<?> supplier ? supplier.get() : context);
  }

  private static void stop(LifeCycle context) {
    try {
      context.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
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

  static final class Installing implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
      new MemberSite().onStartup(Set.of(), event.getServletContext());
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {}
  }
}
