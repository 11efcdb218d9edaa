package io.sidelight.shop.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidelight.shop.store.Orders;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Executor;

/** {@code GET /api/async}: the turnover, worked out and answered on another thread. */
final class AsyncServlet extends ApiServlet {
  private static final long TIMEOUT_MILLIS = 10_000;

  private final transient Orders orders;
  private final transient Executor executor;

  AsyncServlet(ObjectMapper json, Orders orders, Executor executor) {
    super(json);
    this.orders = orders;
    this.executor = executor;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) {
    AsyncContext context = request.startAsync();
    context.setTimeout(TIMEOUT_MILLIS);
    executor.execute(() -> complete(context, response));
  }

  private void complete(AsyncContext context, HttpServletResponse response) {
    try {
      write(response, HttpServletResponse.SC_OK, orders.turnover());
    } catch (IOException | SQLException e) {
      getServletContext().log("the turnover could not be answered", e);
      response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    } finally {
      context.complete();
    }
  }
}
