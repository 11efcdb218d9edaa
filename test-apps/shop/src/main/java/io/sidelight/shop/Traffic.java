package io.sidelight.shop;

import io.sidelight.shop.traffic.Load;
import io.sidelight.shop.traffic.Tally;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Sends the shop light, mixed load from a process of its own: {@code --url} (default
 * http://localhost:8080), {@code --rate} in requests per second (default 10), {@code --seconds}
 * (default 0: until it is told to end).
 */
public final class Traffic {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Traffic() {}

  public static void main(String[] arguments) throws InterruptedException {
    URI url = URI.create("http://localhost:8080");
    double rate = 10;
    long seconds = 0;
    try {
      for (int i = 0; i < arguments.length; i += 2) {
        String value = i + 1 < arguments.length ? arguments[i + 1] : "";
        switch (arguments[i]) {
          case "--url" -> url = URI.create(value);
          case "--rate" -> rate = Double.parseDouble(value);
          case "--seconds" -> seconds = Long.parseLong(value);
          default -> throw new IllegalArgumentException("no such option: " + arguments[i]);
        }
      }
      if (!(rate > 0 && rate <= 10_000) || seconds < 0 || url.getAuthority() == null) {
        throw new IllegalArgumentException(
            "--url http://host:port --rate 0.1 to 10000 --seconds 0 or more");
      }
    } catch (IllegalArgumentException e) {
      System.err.println("traffic: " + e.getMessage());
      System.exit(2);
    }
    send(url, rate, seconds);
  }

  private static void send(URI url, double rate, long seconds) throws InterruptedException {
    Tally tally = new Tally();
    Lifetime lifetime = new Lifetime("traffic");
    lifetime.run(
        running -> {
          running.add(() -> System.out.println("traffic: " + tally));
          Load load = running.add(new Load(url, tally));
          load.awaitShop(PATIENCE);
          load.start(rate);
        });
    CountDownLatch never = new CountDownLatch(1);
    if (seconds == 0) {
      never.await();
    } else {
      boolean unused = never.await(seconds, TimeUnit.SECONDS);
      System.exit(0);
    }
  }
}
