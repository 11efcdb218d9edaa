package io.sidelight.shop.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The two services that a checkout needs, each called with another of the JDK's clients. */
final class Partners {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI inventory;
  private final URI payment;

  Partners(URI inventory, URI payment) {
    this.inventory = inventory;
    this.payment = payment;
  }

  /** Reserves so many of a product; returns the status of the answer. */
  int reserve(long productId, int quantity) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                inventory.resolve("/api/reservations/" + productId + "?quantity=" + quantity))
            .timeout(TIMEOUT)
            .POST(BodyPublishers.noBody())
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  /** Takes a payment; returns the status of the answer. */
  int pay(String customer, long cents) throws IOException {
    String name = URLEncoder.encode(customer, StandardCharsets.UTF_8);
    URI address = payment.resolve("/api/payments?customer=" + name + "&cents=" + cents);
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setConnectTimeout((int) TIMEOUT.toMillis());
    connection.setReadTimeout((int) TIMEOUT.toMillis());
    int status = connection.getResponseCode();
    try (InputStream body =
        status < HttpURLConnection.HTTP_BAD_REQUEST
            ? connection.getInputStream()
            : connection.getErrorStream()) {
      if (body != null) {
        body.transferTo(OutputStream.nullOutputStream());
      }
    }
    return status;
  }
}
