package io.sidelight.legacy;

import java.io.IOException;
import java.sql.SQLException;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Places an order. */
final class OrderServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  private final transient Orders orders;

  OrderServlet(Orders orders) {
    this.orders = orders;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    try {
      response.setContentType("text/plain");
      response.getWriter().print("order " + orders.place("tea"));
    } catch (SQLException e) {
      throw new ServletException("no order", e);
    }
  }
}
