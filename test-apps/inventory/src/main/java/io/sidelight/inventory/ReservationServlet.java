package io.sidelight.inventory;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import redis.clients.jedis.JedisPooled;

/**
 * {@code POST /api/reservations/{product}?quantity=N}: reserves so many of a product, and answers
 * how many are reserved now; 409 when that would be more than there can be.
 */
final class ReservationServlet extends HttpServlet {
  private static final long MOST = 1_000_000;

  private final transient JedisPooled redis;

  ReservationServlet(JedisPooled redis) {
    this.redis = redis;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long product;
    long quantity;
    try {
      product = Long.parseLong(String.valueOf(request.getPathInfo()).substring(1));
      quantity = Long.parseLong(request.getParameter("quantity"));
    } catch (NumberFormatException e) {
      response.sendError(
          HttpServletResponse.SC_BAD_REQUEST, "a product and a quantity are numbers");
      return;
    }
    String key = "inventory:reserved:" + product;
    long reserved = redis.incrBy(key, quantity);
    if (reserved > MOST) {
      redis.decrBy(key, quantity);
      response.sendError(HttpServletResponse.SC_CONFLICT, "nothing is left");
      return;
    }
    response.setStatus(HttpServletResponse.SC_CREATED);
    response.setContentType("application/json;charset=utf-8");
    response.getWriter().write("{\"productId\":" + product + ",\"reserved\":" + reserved + "}");
  }
}
