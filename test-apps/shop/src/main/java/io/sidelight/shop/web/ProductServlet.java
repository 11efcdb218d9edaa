package io.sidelight.shop.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidelight.shop.store.Catalog;
import io.sidelight.shop.store.Product;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** {@code GET /api/products/{id}}: one product. */
final class ProductServlet extends ApiServlet {
  private final transient Catalog catalog;

  ProductServlet(ObjectMapper json, Catalog catalog) {
    super(json);
    this.catalog = catalog;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    answer(
        response,
        () -> {
          Optional<Product> product = catalog.find(id(request));
          if (product.isEmpty()) {
            throw new HttpProblem(HttpServletResponse.SC_NOT_FOUND, "no such product");
          }
          write(response, HttpServletResponse.SC_OK, product.get());
        });
  }
}
