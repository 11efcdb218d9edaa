package sample;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Requests that leave their thread. */
final class Asynchronous {
  /** One thread for all of them, so that requests meet on it. */
  private static final ExecutorService THREAD =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "worker");
            thread.setDaemon(true);
            return thread;
          });

  private Asynchronous() {}

  private interface Work {
    void run(AsyncContext async) throws Exception;
  }

  static void install(ServletContext context) {
    Site.add(context, (q, a) -> elsewhere(q, Asynchronous::answer), "/async/complete");
    Site.add(
        context, (q, a) -> elsewhere(q.startAsync(q, a), Asynchronous::answer), "/async/wrapped");
    Site.add(
        context,
        (q, a) -> {
          AsyncContext async = q.startAsync();
          answer(async);
        },
        "/async/at-once");
    Site.add(
        context,
        (q, a) -> {
          Database.count("orders");
          AsyncContext async = q.startAsync();
          async.start(() -> quietly(async, Asynchronous::answer));
        },
        "/async/start");
    Site.add(
        context,
        (q, a) ->
            elsewhere(
                q,
                async -> {
                  ((HttpServletResponse) async.getResponse()).setStatus(500);
                  async.complete();
                }),
        "/async/error");
    dispatching(context);
    failing(context);
  }

  private static void dispatching(ServletContext context) {
    Site.add(
        context,
        (q, a) -> {
          if (q.getDispatcherType() == DispatcherType.ASYNC) {
            Text.write(a, "dispatched " + Database.count("items"));
          } else {
            Database.count("orders");
            elsewhere(q, AsyncContext::dispatch);
          }
        },
        "/async/dispatch");
    Site.add(
        context,
        (q, a) -> elsewhere(q, async -> async.dispatch("/echo/dispatched")),
        "/async/dispatch-path");
    Site.add(
        context,
        (q, a) -> elsewhere(q, async -> async.dispatch("/static.txt")),
        "/async/dispatch-static");
    Site.add(
        context,
        (q, a) -> {
          Integer round = (Integer) q.getAttribute("round");
          int next = round == null ? 0 : round;
          q.setAttribute("round", next + 1);
          if (next == 3) {
            Text.write(a, "round " + next);
          } else {
            elsewhere(q, AsyncContext::dispatch);
          }
        },
        "/async/loop");
    Site.add(
        context,
        (q, a) -> {
          if (q.getDispatcherType() == DispatcherType.ASYNC) {
            throw new IllegalArgumentException("dispatched");
          }
          elsewhere(q, AsyncContext::dispatch);
        },
        "/async/dispatch-throw");
  }

  private static void failing(ServletContext context) {
    Site.add(context, (q, a) -> q.startAsync().setTimeout(50), "/async/timeout");
    Site.add(
        context,
        (q, a) -> {
          AsyncContext async = q.startAsync();
          async.setTimeout(50);
          async.addListener(new TimeoutListener());
        },
        "/async/timeout-listener");
    Site.add(
        context,
        (q, a) -> {
          q.startAsync();
          throw new IllegalArgumentException("started");
        },
        "/async/throw");
  }

  private static void elsewhere(HttpServletRequest request, Work work) {
    elsewhere(request.startAsync(), work);
  }

  private static void elsewhere(AsyncContext async, Work work) {
    THREAD.execute(() -> quietly(async, work));
  }

  private static void answer(AsyncContext async) throws IOException {
    Text.write(async.getResponse(), "answered");
    async.complete();
  }

  private static void quietly(AsyncContext async, Work work) {
    try {
      work.run(async);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Answers instead of the container. */
  private static final class TimeoutListener implements AsyncListener {
    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
      ((HttpServletResponse) event.getAsyncContext().getResponse()).setStatus(504);
      Text.write(event.getAsyncContext().getResponse(), "late");
      event.getAsyncContext().complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
  }
}
