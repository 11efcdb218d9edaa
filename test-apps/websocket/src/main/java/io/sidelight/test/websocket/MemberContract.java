package io.sidelight.test.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/**
 * Containers that close what a user has open when the user's HTTP session ends (Jakarta WebSocket,
 * 7.2), with the application's {@code Members}.
 */
public interface MemberContract {
  /** The application under test. */
  Running running();

  @Test
  default void connectionsOfAUserEndWithTheSession() throws Exception {
    String route = "/app/members";
    HttpClient user = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    get(user, "/app/login");
    Peer peer = Peer.connect(user, running().port, route).send("hello");
    assertEquals("hello", peer.next());
    get(user, "/app/logout");
    assertEquals(1008, peer.awaitClosed());
    running().awaitClosed(route, "1008", 1);
    running().awaitNoneActive(route);
  }

  private void get(HttpClient user, String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://localhost:" + running().port + path);
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    assertEquals(200, user.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
  }
}
