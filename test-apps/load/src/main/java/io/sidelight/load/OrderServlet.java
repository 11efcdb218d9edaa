package io.sidelight.load;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** What an ordinary request does. */
public final class OrderServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Orders orders;

  OrderServlet(Orders orders) {
    this.orders = orders;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    byte[] answer;
    try {
      answer = orders.place().getBytes(StandardCharsets.US_ASCII);
    } catch (SQLException e) {
      throw new ServletException(e);
    }
    response.setContentLength(answer.length);
    response.getOutputStream().write(answer);
  }
}
