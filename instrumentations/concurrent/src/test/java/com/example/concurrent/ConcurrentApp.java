package com.example.concurrent;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import javax.servlet.AsyncContext;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/**
 * {@code /run/<mechanism>/<table>} has a query run on another thread and waits for it; {@code
 * /background/…} does the same on behalf of no request.
 */
public final class ConcurrentApp {
  private ConcurrentApp() {}

  /** What a handler does with the parts of the path. */
  private interface Handler {
    String answer(String name, String table) throws Exception;
  }

  private static final class Endpoint extends HttpServlet {
    private static final long serialVersionUID = 1;
    private final transient Handler handler;

    Endpoint(Handler handler) {
      this.handler = handler;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      String[] path = (request.getPathInfo() + "//").split("/", -1);
      try {
        response.getWriter().print(handler.answer(path[1], path[2]));
      } catch (Exception e) {
        throw new ServletException(e);
      }
    }
  }

  /** Queries on a thread that the container has for it, and answers from there. */
  private static final class AsyncEndpoint extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      AsyncContext async = request.startAsync();
      Query query = new Query(request.getPathInfo().substring(1), 1);
      async.start(
          () -> {
            query.run();
            async.complete();
          });
    }
  }

  public static void main(String[] args) throws Exception {
    Query.createTables("a", "b", "background");
    Mechanisms mechanisms = new Mechanisms();
    LinkedBlockingQueue<Runnable> background = new LinkedBlockingQueue<>();
    Thread thread =
        new Thread(
            () -> {
              while (true) {
                try {
                  background.take().run();
                } catch (InterruptedException e) {
                  return;
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
    String folder = Files.createTempDirectory("concurrent").toString();
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(folder);
    tomcat.setPort(0);
    Context app = tomcat.addContext("", folder);
    add(
        app,
        "run",
        (name, table) -> {
          mechanisms.run(name, table);
          return "done";
        });
    add(
        app,
        "background",
        (name, table) -> {
          CompletableFuture<String> done = new CompletableFuture<>();
          background.add(
              () -> {
                try {
                  mechanisms.run(name, table);
                  done.complete("done");
                } catch (Exception e) {
                  done.completeExceptionally(e);
                }
              });
          return done.get();
        });
    Tomcat.addServlet(app, "async", new AsyncEndpoint()).setAsyncSupported(true);
    app.addServletMappingDecoded("/async/*", "async");
    add(app, "names", (name, table) -> mechanisms.times().toString());
    add(app, "behaviour", (name, table) -> Behaviour.describe());
    tomcat.getConnector();
    tomcat.start();
    System.out.println("listening at port " + tomcat.getConnector().getLocalPort());
    tomcat.getServer().await();
  }

  private static void add(Context app, String name, Handler handler) {
    Tomcat.addServlet(app, name, new Endpoint(handler)).setAsyncSupported(true);
    app.addServletMappingDecoded("/" + name + "/*", name);
  }
}
