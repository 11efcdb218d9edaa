package io.sidelight.inst.springsecurity;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Keeps cookies, and does not follow where it is sent. For one thread. */
final class Visitor {
  final int port;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .cookieHandler(cookies)
          .build();

  Visitor(int port) {
    this.port = port;
  }

  /** Returns the status. */
  int get(String path, String... headers) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return status(request.build());
  }

  /** Fills in the form that Spring Security makes; returns the status. */
  int logIn(String password) throws IOException, InterruptedException {
    return status(
        HttpRequest.newBuilder(uri("/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("username=ann&password=" + password))
            .build());
  }

  void forget(String cookie) {
    cookies.getCookieStore().getCookies().stream()
        .filter(one -> one.getName().equals(cookie))
        .toList()
        .forEach(one -> cookies.getCookieStore().remove(uri("/"), one));
  }

  private URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  private int status(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
  }
}
