package sample;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.UnavailableException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The sample application: everything a servlet can do to a request, one address for each. */
public final class Site implements ServletContainerInitializer {
  /** Statuses and exceptions that have pages of their own. */
  static final Map<Integer, String> STATUS_PAGES = Map.of(410, "/errors/gone");

  static final Map<String, String> EXCEPTION_PAGES =
      Map.of("java.lang.IllegalStateException", "/errors/broken");

  /** Whether requests are served by an executor of the JDK's instead of the server's own. */
  static final boolean ON_POOL_OF_THE_JDK = Boolean.getBoolean("sample.pool");

  /** What the encrypted port is encrypted with: a PKCS #12 store. */
  static final String KEY_STORE = System.getProperty("sample.keystore");

  static final String KEY_STORE_PASSWORD = "changeit";

  private static final long LIMIT_SECONDS = 30;

  private final CountDownLatch release = new CountDownLatch(1);

  static ThreadPoolExecutor pool() {
    return (ThreadPoolExecutor) Executors.newFixedThreadPool(20);
  }

  @Override
  public void onStartup(Set<Class<?>> classes, ServletContext context) {
    plain(context);
    dispatching(context);
    failing(context);
    Asynchronous.install(context);
    Streaming.install(context);
    filters(context);
  }

  private void plain(ServletContext context) {
    add(context, (q, a) -> Text.write(a, "hello " + Database.count("orders")), "/hello", "/plain");
    add(context, (q, a) -> Text.write(a, q.getMethod() + " " + Text.read(q)), "/echo/*");
    add(context, (q, a) -> Text.write(a, "action " + q.getServletPath()), "*.do");
    add(context, (q, a) -> Text.write(a, "root"), "");
    add(context, (q, a) -> Text.write(a, Visible.of(q, a)), "/visible");
    add(context, (q, a) -> Text.write(a, Visible.mapping(q)), "/mapped", "/mapped/*", "*.map");
    add(context, (q, a) -> Text.write(a, "many"), "/many/*");
    add(context, (q, a) -> Text.write(a, "session " + q.getSession().getId()), "/session");
    add(
        context,
        (q, a) -> {
          q.getSession(false).invalidate();
          Text.write(a, "ended");
        },
        "/session-end");
    add(
        context,
        (q, a) -> Text.write(a, "" + release.await(LIMIT_SECONDS, TimeUnit.SECONDS)),
        "/blocked");
    add(
        context,
        (q, a) -> {
          release.countDown();
          Text.write(a, "released");
        },
        "/release");
    context.addServlet("bare", new BareServlet()).addMapping("/bare");
  }

  private static void dispatching(ServletContext context) {
    add(context, (q, a) -> q.getRequestDispatcher("/echo/forwarded?x=1").forward(q, a), "/forward");
    add(context, (q, a) -> q.getRequestDispatcher("/other.do").forward(q, a), "/forward-other");
    add(
        context,
        (q, a) -> {
          Text.write(a, "[");
          q.getRequestDispatcher("/hello").include(q, a);
          q.getRequestDispatcher("/plain").include(q, a);
          Text.write(a, "]");
        },
        "/include");
    context.addServlet("named", new Handler.HandlerServlet((q, a) -> Text.write(a, "named")));
    add(context, (q, a) -> context.getNamedDispatcher("named").forward(q, a), "/by-name");
  }

  private static void failing(ServletContext context) {
    add(
        context,
        (q, a) -> a.sendError(Integer.parseInt(q.getPathInfo().substring(1))),
        "/status/*");
    add(context, (q, a) -> a.setStatus(Integer.parseInt(q.getPathInfo().substring(1))), "/set/*");
    add(context, (q, a) -> fail(new IllegalArgumentException("no page")), "/throw");
    add(context, (q, a) -> fail(new IllegalStateException("a page")), "/throw-page");
    add(context, (q, a) -> fail(new java.sql.SQLException("wrapped")), "/throw-wrapped");
    add(context, (q, a) -> fail(new UnavailableException("closed")), "/unavailable");
    add(
        context,
        (q, a) -> {
          throw new StackOverflowError("deep");
        },
        "/throw-error");
    add(
        context,
        (q, a) -> {
          Text.write(a, "begun");
          a.flushBuffer();
          fail(new IllegalArgumentException("too late"));
        },
        "/throw-late");
    add(
        context,
        (q, a) -> Text.write(a, q.getPathInfo() + " page " + Database.count("pages")),
        "/errors/*");
  }

  private static void filters(ServletContext context) {
    add(context, (q, a) -> Text.write(a, "filtered"), "/filtered");
    add(context, (q, a) -> Text.write(a, "wrapped " + q.getHeader("X-Wrapped")), "/wrapped");
    filter(context, "first", new Filters.Marking("X-First"), "/filtered");
    filter(context, "second", new Filters.Marking("X-Second"), "/filtered");
    filter(context, "third", new Filters.Marking("X-Third"), "/filtered");
    filter(context, "wrapping", new Filters.Wrapping(), "/wrapped", "/async/wrapped");
    filter(context, "refusing", new Filters.Refusing(), "/refused");
    filter(context, "failing", new Filters.Failing(), "/filter-throws");
  }

  private static void filter(ServletContext context, String name, Filter filter, String... paths) {
    FilterRegistration.Dynamic registration = context.addFilter(name, filter);
    registration.setAsyncSupported(true);
    registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, paths);
  }

  static void add(ServletContext context, Handler handler, String... mappings) {
    Servlet servlet = new Handler.HandlerServlet(handler);
    ServletRegistration.Dynamic registration =
        context.addServlet(mappings[0] + " servlet", servlet);
    registration.setAsyncSupported(true);
    Set<String> refused = new TreeSet<>(registration.addMapping(mappings));
    if (!refused.equals(Collections.emptySet())) {
      throw new IllegalStateException("mapped already: " + refused);
    }
  }

  private static void fail(Exception e) throws Exception {
    throw e;
  }
}
