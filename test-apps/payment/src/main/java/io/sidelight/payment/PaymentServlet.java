package io.sidelight.payment;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;

/**
 * {@code POST /api/payments?customer=NAME&cents=N}: takes a payment on another thread than the one
 * that received the request; 402 for more than the customer can be trusted with.
 */
final class PaymentServlet extends HttpServlet {
  private static final long CREDIT = 10_000_000;

  private final transient DataSource database;
  private final transient ExecutorService executor;

  PaymentServlet(DataSource database, ExecutorService executor) {
    this.database = database;
    this.executor = executor;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String customer = request.getParameter("customer");
    long cents;
    try {
      cents = Long.parseLong(request.getParameter("cents"));
    } catch (NumberFormatException e) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST, "cents are a number");
      return;
    }
    AsyncContext context = request.startAsync();
    executor.execute(() -> take(context, response, customer, cents));
  }

  private void take(
      AsyncContext context, HttpServletResponse response, String customer, long cents) {
    try {
      if (cents > CREDIT) {
        response.setStatus(HttpServletResponse.SC_PAYMENT_REQUIRED);
      } else {
        long id = insert(customer, cents);
        response.setStatus(HttpServletResponse.SC_CREATED);
        response.setContentType("application/json;charset=utf-8");
        response.getWriter().write("{\"paymentId\":" + id + "}");
      }
    } catch (IOException | SQLException e) {
      getServletContext().log("the payment could not be taken", e);
      response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    } finally {
      context.complete();
    }
  }

  private long insert(String customer, long cents) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO payments (customer, cents) VALUES (?, ?)",
                Statement.RETURN_GENERATED_KEYS)) {
      insert.setString(1, customer);
      insert.setLong(2, cents);
      insert.executeUpdate();
      try (ResultSet keys = insert.getGeneratedKeys()) {
        keys.next();
        return keys.getLong(1);
      }
    }
  }
}
