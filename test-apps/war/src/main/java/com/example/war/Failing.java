package com.example.war;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Requests that do not end well. */
final class Failing {
  private Failing() {}

  /** Answers with the status that the path names. */
  @WebServlet("/status/*")
  public static final class StatusServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.sendError(Integer.parseInt(request.getPathInfo().substring(1)));
    }
  }

  /** There is no page for it. */
  @WebServlet("/throw")
  public static final class ThrowServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      throw new IllegalArgumentException("no page");
    }
  }

  /** There is a page for it. */
  @WebServlet("/throw-page")
  public static final class ThrowPageServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      throw new IllegalStateException("a page");
    }
  }

  /** The client has the status already. */
  @WebServlet("/throw-late")
  public static final class ThrowLateServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      Text.write(response, "begun");
      response.flushBuffer();
      throw new IllegalArgumentException("too late");
    }
  }

  @WebServlet("/error-page")
  public static final class ErrorPageServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      Text.write(response, "error page");
    }
  }
}
