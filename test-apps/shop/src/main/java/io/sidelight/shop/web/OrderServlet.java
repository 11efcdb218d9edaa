package io.sidelight.shop.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidelight.shop.store.Order;
import io.sidelight.shop.store.Orders;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** {@code GET /api/orders/{id}}: one order with its lines. */
final class OrderServlet extends ApiServlet {
  private final transient Orders orders;

  OrderServlet(ObjectMapper json, Orders orders) {
    super(json);
    this.orders = orders;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    answer(
        response,
        () -> {
          Optional<Order> order = orders.find(id(request));
          if (order.isEmpty()) {
            throw new HttpProblem(HttpServletResponse.SC_NOT_FOUND, "no such order");
          }
          write(response, HttpServletResponse.SC_OK, order.get());
        });
  }
}
