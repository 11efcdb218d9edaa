package io.sidelight.shop.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidelight.shop.store.Order;
import io.sidelight.shop.store.Orders;
import io.sidelight.shop.store.OutOfStockException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/orders}: places an order and tells everybody who listens to the feed. */
final class PlaceOrderServlet extends ApiServlet {
  private static final int MAX_LINES = 100;
  private static final int MAX_QUANTITY = 1_000;

  private final transient Orders orders;

  PlaceOrderServlet(ObjectMapper json, Orders orders) {
    super(json);
    this.orders = orders;
  }

  /** The body: {@code {"lines":[{"productId":1,"quantity":2}]}}. */
  record Wanted(@Nullable List<Line> lines) {
    record Line(long productId, int quantity) {}
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    answer(
        response,
        () -> {
          Order order = place(customer(request), quantities(read(request, Wanted.class)));
          OrderFeed.push(json.writeValueAsString(Map.of("type", "order", "order", order)));
          response.setHeader("Location", "/api/orders/" + order.id());
          write(response, HttpServletResponse.SC_CREATED, order);
        });
  }

  private Order place(String customer, SortedMap<Long, Integer> quantities)
      throws SQLException, HttpProblem {
    try {
      return orders.place(customer, quantities);
    } catch (OutOfStockException e) {
      throw new HttpProblem(HttpServletResponse.SC_CONFLICT, String.valueOf(e.getMessage()));
    }
  }

  static SortedMap<Long, Integer> quantities(Wanted wanted) throws HttpProblem {
    List<Wanted.Line> lines = wanted.lines();
    if (lines == null || lines.isEmpty() || lines.size() > MAX_LINES) {
      throw new HttpProblem(
          HttpServletResponse.SC_BAD_REQUEST, "an order has 1 to " + MAX_LINES + " lines");
    }
    SortedMap<Long, Integer> quantities = new TreeMap<>();
    for (Wanted.@Nullable Line line : lines) {
      if (line == null || line.quantity() < 1 || line.quantity() > MAX_QUANTITY) {
        throw new HttpProblem(
            HttpServletResponse.SC_BAD_REQUEST, "a quantity is 1 to " + MAX_QUANTITY);
      }
      quantities.merge(line.productId(), line.quantity(), Integer::sum);
    }
    return quantities;
  }

  static String customer(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    Object user = session == null ? null : session.getAttribute(LoginServlet.USER);
    return user == null ? "guest" : user.toString();
  }
}
