package io.sidelight.load;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** As little as a servlet can do. */
public final class PlainServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final byte[] ANSWER = "ok\n".getBytes(StandardCharsets.US_ASCII);

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentLength(ANSWER.length);
    response.getOutputStream().write(ANSWER);
  }
}
