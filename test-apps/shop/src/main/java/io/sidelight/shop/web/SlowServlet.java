package io.sidelight.shop.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidelight.shop.store.Store;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/slow?ms=300}: waits for a slow query. */
final class SlowServlet extends ApiServlet {
  private static final int DEFAULT_MILLIS = 300;
  private static final int MAX_MILLIS = 10_000;

  private final transient Store store;

  SlowServlet(ObjectMapper json, Store store) {
    super(json);
    this.store = store;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    answer(
        response,
        () -> {
          int millis = millis(request.getParameter("ms"));
          store.sleep(millis / 1_000.0);
          write(response, HttpServletResponse.SC_OK, Map.of("slept_ms", millis));
        });
  }

  private static int millis(@Nullable String parameter) throws HttpProblem {
    if (parameter == null) {
      return DEFAULT_MILLIS;
    }
    try {
      int millis = Integer.parseInt(parameter);
      if (millis >= 0 && millis <= MAX_MILLIS) {
        return millis;
      }
    } catch (NumberFormatException e) {
      // the same answer as for a number out of range
    }
    throw new HttpProblem(HttpServletResponse.SC_BAD_REQUEST, "ms is 0 to " + MAX_MILLIS);
  }
}
