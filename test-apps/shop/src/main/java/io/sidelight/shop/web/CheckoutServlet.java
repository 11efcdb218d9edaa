package io.sidelight.shop.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidelight.shop.store.Order;
import io.sidelight.shop.store.Orders;
import io.sidelight.shop.store.OutOfStockException;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Executor;

/**
 * {@code POST /api/checkout}: an order that the inventory has reserved and that has been paid for,
 * worked out on another thread while the request waits.
 */
final class CheckoutServlet extends ApiServlet {
  private static final long TIMEOUT_MILLIS = 20_000;

  private final transient Orders orders;
  private final transient Partners partners;
  private final transient Executor executor;

  CheckoutServlet(ObjectMapper json, Orders orders, Partners partners, Executor executor) {
    super(json);
    this.orders = orders;
    this.partners = partners;
    this.executor = executor;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    answer(
        response,
        () -> {
          SortedMap<Long, Integer> quantities =
              PlaceOrderServlet.quantities(read(request, PlaceOrderServlet.Wanted.class));
          String customer = PlaceOrderServlet.customer(request);
          AsyncContext context = request.startAsync();
          context.setTimeout(TIMEOUT_MILLIS);
          executor.execute(() -> complete(context, response, customer, quantities));
        });
  }

  private void complete(
      AsyncContext context,
      HttpServletResponse response,
      String customer,
      SortedMap<Long, Integer> quantities) {
    try {
      answer(
          response,
          () -> write(response, HttpServletResponse.SC_CREATED, checkOut(customer, quantities)));
    } catch (IOException | ServletException e) {
      getServletContext().log("a checkout failed", e);
      response.setStatus(HttpServletResponse.SC_BAD_GATEWAY);
    } finally {
      context.complete();
    }
  }

  private Map<String, Object> checkOut(String customer, SortedMap<Long, Integer> quantities)
      throws HttpProblem, IOException, SQLException {
    try {
      for (Map.Entry<Long, Integer> line : quantities.entrySet()) {
        expect(partners.reserve(line.getKey(), line.getValue()), "the inventory refuses");
      }
      Order order = orders.place(customer, quantities);
      expect(partners.pay(customer, order.totalCents()), "the payment is refused");
      return Map.of("order", order, "paid", true);
    } catch (OutOfStockException e) {
      throw new HttpProblem(HttpServletResponse.SC_CONFLICT, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HttpProblem(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "the shop closes");
    }
  }

  private static void expect(int status, String problem) throws HttpProblem {
    if (status != HttpServletResponse.SC_CREATED) {
      throw new HttpProblem(status, problem);
    }
  }
}
