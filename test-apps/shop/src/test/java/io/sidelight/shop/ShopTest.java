package io.sidelight.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidelight.shop.store.Store;
import io.sidelight.shop.web.ShopServer;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.JedisPooled;

/** Every route against the real servers. */
@Timeout(60)
class ShopTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Databases databases;
  private static Store store;
  private static ShopServer server;
  private static JedisPooled redis;

  private final HttpClient client =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  @BeforeAll
  static void start() throws Exception {
    databases = Databases.start();
    store = Store.open(databases.databaseUrl(), databases.redisUrl(), JSON);
    server = ShopServer.start(0, store, JSON);
    redis = new JedisPooled(databases.redisUrl());
  }

  @AfterAll
  static void stop() throws Exception {
    redis.close();
    server.close();
    store.close();
    databases.close();
  }

  @Test
  void listsProductsFromPostgresFirstAndFromRedisThen() throws Exception {
    redis.flushAll();

    HttpResponse<String> first = get("/api/products");
    HttpResponse<String> second = get("/api/products");

    assertEquals(200, first.statusCode());
    assertEquals("miss", first.headers().firstValue("X-Cache").orElseThrow());
    assertEquals("hit", second.headers().firstValue("X-Cache").orElseThrow());
    assertEquals(12, JSON.readTree(first.body()).size());
    assertEquals(first.body(), second.body());
    assertTrue(redis.ttl("shop:products") > 0, "the cache must not keep the list forever");
  }

  @Test
  void readsOneProduct() throws Exception {
    HttpResponse<String> found = get("/api/products/3");

    assertEquals(200, found.statusCode());
    assertEquals("Kettle", JSON.readTree(found.body()).get("name").asText());
    assertEquals(404, get("/api/products/4711").statusCode());
    assertEquals(404, get("/api/products/kettle").statusCode());
  }

  @Test
  void placesAnOrder() throws Exception {
    int stock = stock(2);
    get("/api/products");

    HttpResponse<String> placed = post("/api/orders", order(2, 3, 1, 1));

    assertEquals(201, placed.statusCode());
    JsonNode order = JSON.readTree(placed.body());
    assertEquals(3 * 8_900 + 24_900, order.get("totalCents").asInt());
    assertEquals("guest", order.get("customer").asText());
    assertEquals(stock - 3, stock(2));
    assertFalse(redis.exists("shop:products"), "the cached list shows the old stock");
    String address = placed.headers().firstValue("Location").orElseThrow();
    assertEquals(order, JSON.readTree(get(address).body()));
    assertEquals(404, get("/api/orders/999999999").statusCode());
  }

  @Test
  void placesNothingWhenOneProductIsSoldOut() throws Exception {
    int stock = stock(5);
    long orders = JSON.readTree(get("/api/async").body()).get("orders").asLong();

    HttpResponse<String> refused = post("/api/orders", order(5, 1, 12, 1));

    assertEquals(409, refused.statusCode());
    assertEquals(stock, stock(5), "the line before the one that failed must be undone");
    assertEquals(orders, JSON.readTree(get("/api/async").body()).get("orders").asLong());
  }

  @Test
  void refusesBodiesThatAreNoOrder() throws Exception {
    for (String body :
        new String[] {
          "", "null", "{", "[]", "{}", "{\"lines\":[]}", "{\"lines\":[null]}", order(1, 0)
        }) {
      assertEquals(400, post("/api/orders", body).statusCode(), body);
    }
    assertEquals(405, get("/api/orders").statusCode());
  }

  @Test
  void logsInWithTheRightPasswordOnly() throws Exception {
    assertEquals(401, login("ada", "wrong").statusCode());
    assertEquals(401, login("nobody", "lovelace").statusCode());
    assertEquals(400, post("/api/login", "{}").statusCode());

    assertEquals(200, login("ada", "lovelace").statusCode());
    JsonNode order = JSON.readTree(post("/api/orders", order(7, 1)).body());
    assertEquals("ada", order.get("customer").asText());
    assertEquals(200, login("demo", "demo").statusCode());
  }

  @Test
  void takesAsLongAsAskedFor() throws Exception {
    long start = System.nanoTime();
    HttpResponse<String> slow = get("/api/slow");
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    assertEquals(200, slow.statusCode());
    assertTrue(took.toMillis() >= 300, "took only " + took);
    assertEquals("{\"slept_ms\":20}", get("/api/slow?ms=20").body());
    assertEquals(400, get("/api/slow?ms=-1").statusCode());
    assertEquals(400, get("/api/slow?ms=soon").statusCode());
  }

  @Test
  void failsWithAnException() throws Exception {
    assertEquals(500, get("/api/fail").statusCode());
  }

  @Test
  void answersFromAnotherThread() throws Exception {
    post("/api/orders", order(9, 2));

    HttpResponse<String> turnover = get("/api/async");

    assertEquals(200, turnover.statusCode());
    assertTrue(JSON.readTree(turnover.body()).get("totalCents").asLong() >= 2 * 1_190);
  }

  @Test
  void servesItsPages() throws Exception {
    assertTrue(get("/").body().contains("<title>Shop</title>"));
    assertTrue(get("/feed.html").body().contains("feed.js"));
    assertEquals("{\"status\":\"up\"}", get("/health").body());
    assertEquals(404, get("/no/such/page").statusCode());
  }

  @Test
  void givesEveryRequestAnIdentity() throws Exception {
    HttpRequest named = request("/health").header("X-Request-Id", "abc-1").build();
    HttpRequest hostile = request("/health").header("X-Request-Id", "<script>").build();

    assertEquals("abc-1", requestId(named));
    assertNotEquals("<script>", requestId(hostile));
    assertNotEquals(requestId(request("/health").build()), requestId(request("/health").build()));
  }

  @Test
  void pushesOrdersToEveryListener() throws Exception {
    Listener first = new Listener();
    Listener second = new Listener();
    WebSocket one = listen(first);
    WebSocket two = listen(second);
    // The answer shows that the server has seen the listener open, and not only sent the handshake.
    one.sendText("status", true).join();
    two.sendText("status", true).join();
    assertEquals("status", first.next().get("type").asText());
    assertEquals("status", second.next().get("type").asText());

    JsonNode placed = JSON.readTree(post("/api/orders", order(8, 1)).body());

    assertEquals(placed, first.next().get("order"));
    assertEquals(placed, second.next().get("order"));
    one.sendText("anything", true).join();
    assertEquals("error", first.next().get("type").asText());
    one.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    two.abort();
    assertEquals(
        201, post("/api/orders", order(8, 1)).statusCode(), "a listener that is gone harms nobody");
  }

  private WebSocket listen(Listener listener) {
    URI address = URI.create("ws://localhost:" + server.port() + "/ws/orders");
    return client.newWebSocketBuilder().buildAsync(address, listener).join();
  }

  private int stock(int product) throws Exception {
    return JSON.readTree(get("/api/products/" + product).body()).get("stock").asInt();
  }

  private HttpResponse<String> login(String user, String password) throws Exception {
    return post("/api/login", "{\"user\":\"" + user + "\",\"password\":\"" + password + "\"}");
  }

  /** An order of pairs of product and quantity. */
  private static String order(int... pairs) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < pairs.length; i += 2) {
      lines.append(i == 0 ? "" : ",");
      lines.append("{\"productId\":" + pairs[i] + ",\"quantity\":" + pairs[i + 1] + "}");
    }
    return "{\"lines\":[" + lines + "]}";
  }

  private String requestId(HttpRequest request) throws Exception {
    return send(request).headers().firstValue("X-Request-Id").orElseThrow();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path).build());
  }

  private HttpResponse<String> post(String path, String json) throws Exception {
    return send(request(path).POST(BodyPublishers.ofString(json)).build());
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path));
  }
}
