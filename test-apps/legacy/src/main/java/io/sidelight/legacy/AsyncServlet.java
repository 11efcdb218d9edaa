package io.sidelight.legacy;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * Answers from another thread; with {@code how=dispatch} it sends the request back to the container
 * instead.
 */
final class AsyncServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  private final transient ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "async");
            thread.setDaemon(true);
            return thread;
          });

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    boolean dispatch = "dispatch".equals(request.getParameter("how"));
    AsyncContext async = request.startAsync();
    threads.execute(
        () -> {
          if (dispatch) {
            async.dispatch("/hello");
          } else {
            complete(async);
          }
        });
  }

  private static void complete(AsyncContext async) {
    try {
      async.getResponse().getWriter().print("later");
    } catch (IOException e) {
      throw new IllegalStateException("nobody listens", e);
    } finally {
      async.complete();
    }
  }

  @Override
  public void destroy() {
    threads.shutdown();
  }
}
