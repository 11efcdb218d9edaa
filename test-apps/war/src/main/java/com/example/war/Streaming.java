package com.example.war;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;

/** Bodies that are larger than any buffer. */
final class Streaming {
  private static final int CHUNK = 8192;
  private static final int CHUNKS = 200;
  private static final int ENDLESS = 100_000;

  private Streaming() {}

  private static void stream(HttpServletResponse response, int chunks) throws IOException {
    byte[] chunk = new byte[CHUNK];
    Arrays.fill(chunk, (byte) 'x');
    for (int i = 0; i < chunks; i++) {
      response.getOutputStream().write(chunk);
    }
  }

  @WebServlet("/stream")
  public static final class StreamServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentType("text/plain");
      stream(response, CHUNKS);
    }
  }

  /** More than any client waits for. */
  @WebServlet("/endless")
  public static final class EndlessServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      stream(response, ENDLESS);
    }
  }
}
