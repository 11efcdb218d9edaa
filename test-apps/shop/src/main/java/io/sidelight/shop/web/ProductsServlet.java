package io.sidelight.shop.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidelight.shop.store.Catalog;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** {@code GET /api/products}: all products; {@code X-Cache} says {@code hit} or {@code miss}. */
final class ProductsServlet extends ApiServlet {
  private final transient Catalog catalog;

  ProductsServlet(ObjectMapper json, Catalog catalog) {
    super(json);
    this.catalog = catalog;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    answer(
        response,
        () -> {
          Catalog.Listing listing = catalog.list();
          response.setHeader("X-Cache", listing.cached() ? "hit" : "miss");
          writeJson(
              response, HttpServletResponse.SC_OK, listing.json().getBytes(StandardCharsets.UTF_8));
        });
  }
}
