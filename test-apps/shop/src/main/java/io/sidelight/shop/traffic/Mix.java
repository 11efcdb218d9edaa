package io.sidelight.shop.traffic;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** The requests of visitors who mostly look, sometimes buy, and now and then do something wrong. */
final class Mix {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int PRODUCTS = 12;

  private final URI base;
  private final AtomicLong newestOrder = new AtomicLong(1);

  Mix(URI base) {
    this.base = base;
  }

  /** Remembers the largest number of an order, so that it can be read. */
  void orderPlaced(long id) {
    newestOrder.accumulateAndGet(id, Math::max);
  }

  HttpRequest next() {
    int percent = ThreadLocalRandom.current().nextInt(100);
    if (percent < 40) {
      return get("/api/products");
    } else if (percent < 58) {
      return get("/api/products/" + anyProduct());
    } else if (percent < 70) {
      return post("/api/orders", order());
    } else if (percent < 74) {
      return post("/api/checkout", order());
    } else if (percent < 82) {
      return get("/api/orders/" + newestOrder.get());
    } else if (percent < 86) {
      return post("/api/login", "{\"user\":\"demo\",\"password\":\"demo\"}");
    } else if (percent < 88) {
      return post("/api/login", "{\"user\":\"demo\",\"password\":\"wrong\"}");
    } else if (percent < 92) {
      return get("/api/async");
    } else if (percent < 95) {
      return get("/api/slow");
    } else if (percent < 96) {
      return get("/api/fail");
    } else if (percent < 97) {
      return get("/no/such/page");
    }
    return get("/");
  }

  /** One to three lines; product 12 is sold out. */
  private static String order() {
    StringBuilder body = new StringBuilder("{\"lines\":[");
    int lines = 1 + ThreadLocalRandom.current().nextInt(3);
    for (int i = 0; i < lines; i++) {
      body.append(i == 0 ? "" : ",");
      body.append("{\"productId\":").append(anyProduct()).append(",\"quantity\":1}");
    }
    return body.append("]}").toString();
  }

  private static int anyProduct() {
    return 1 + ThreadLocalRandom.current().nextInt(PRODUCTS);
  }

  private HttpRequest get(String path) {
    return to(path).GET().build();
  }

  private HttpRequest post(String path, String json) {
    return to(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json))
        .build();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT);
  }
}
