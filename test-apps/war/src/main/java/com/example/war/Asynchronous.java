package com.example.war;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Timer;
import java.util.TimerTask;

/** Requests that leave their thread. */
final class Asynchronous {
  private static final int SOON_MILLIS = 50;

  private Asynchronous() {}

  private static void elsewhere(Runnable work) {
    Thread thread = new Thread(work, "worker");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * A moment later, as an answer of another service would come. Payara answers 500 now and then to
   * a dispatch that comes before the servlet has returned, whatever agents there are.
   */
  private static void soon(Runnable work) {
    Timer timer = new Timer("timer", true);
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            work.run();
            timer.cancel();
          }
        },
        SOON_MILLIS);
  }

  @WebServlet(urlPatterns = "/async/complete", asyncSupported = true)
  public static final class CompleteServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      AsyncContext async = request.startAsync();
      elsewhere(() -> answer(async));
    }

    private static void answer(AsyncContext async) {
      try {
        Text.write(async.getResponse(), "completed");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      async.complete();
    }
  }

  @WebServlet(urlPatterns = "/async/dispatch", asyncSupported = true)
  public static final class DispatchServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      AsyncContext async = request.startAsync();
      soon(() -> async.dispatch("/plain"));
    }
  }

  /** The second time, it fails. */
  @WebServlet(urlPatterns = "/async/error", asyncSupported = true)
  public static final class ErrorServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      if (request.getDispatcherType() == DispatcherType.ASYNC) {
        throw new IllegalArgumentException("dispatched");
      }
      AsyncContext async = request.startAsync();
      soon(async::dispatch);
    }
  }

  /** Nobody completes it. */
  @WebServlet(urlPatterns = "/async/timeout", asyncSupported = true)
  public static final class TimeoutServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      request.startAsync().setTimeout(SOON_MILLIS);
    }
  }
}
