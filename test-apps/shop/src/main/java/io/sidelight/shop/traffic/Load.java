package io.sidelight.shop.traffic;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sends requests at a steady rate, whether or not the answers keep up, up to a number that is under
 * way.
 */
public final class Load implements AutoCloseable {
  private static final int MAX_UNDER_WAY = 200;
  private static final int FEEDS = 3;
  private static final Duration FEED_TICK = Duration.ofSeconds(3);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .cookieHandler(new CookieManager())
          .build();
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
  private final Semaphore underWay = new Semaphore(MAX_UNDER_WAY);
  private final List<Feed> feeds = new ArrayList<>();
  private final URI base;
  private final Mix mix;
  private final Tally tally;

  public Load(URI base, Tally tally) {
    this.base = base;
    this.mix = new Mix(base);
    this.tally = tally;
  }

  /** Waits until the shop answers. */
  public void awaitShop(Duration patience) throws IOException, InterruptedException {
    HttpRequest health = HttpRequest.newBuilder(base.resolve("/health")).timeout(patience).build();
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        client.send(health, BodyHandlers.discarding());
        return;
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw new IOException(base + " does not answer", e);
        }
        Thread.sleep(100);
      }
    }
  }

  /** Starts sending so many requests per second. */
  public void start(double rate) {
    String scheme = "https".equals(base.getScheme()) ? "wss" : "ws";
    URI address = URI.create(scheme + "://" + base.getAuthority() + "/ws/orders");
    for (int i = 0; i < FEEDS; i++) {
      feeds.add(new Feed(client, address, tally));
    }
    schedule(() -> feeds.forEach(Feed::tick), FEED_TICK.toNanos());
    schedule(this::send, (long) (TimeUnit.SECONDS.toNanos(1) / rate));
  }

  @Override
  public void close() {
    clock.shutdownNow();
    feeds.forEach(Feed::close);
  }

  private void schedule(Runnable task, long periodNanos) {
    var unused = clock.scheduleAtFixedRate(task, 0, periodNanos, TimeUnit.NANOSECONDS);
  }

  private void send() {
    if (!underWay.tryAcquire()) {
      return;
    }
    tally.sent();
    var unused =
        client
            .sendAsync(mix.next(), BodyHandlers.discarding())
            .whenComplete(
                (response, failure) -> {
                  underWay.release();
                  if (failure != null) {
                    tally.failed();
                  } else {
                    answered(response);
                  }
                });
  }

  private void answered(HttpResponse<Void> response) {
    tally.answered(response.statusCode());
    response
        .headers()
        .firstValue("Location")
        .filter(location -> location.startsWith("/api/orders/"))
        .ifPresent(
            location ->
                mix.orderPlaced(Long.parseLong(location.substring("/api/orders/".length()))));
  }
}
