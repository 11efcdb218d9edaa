package io.sidelight.shop;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sidelight.shop.store.Store;
import io.sidelight.shop.web.ShopServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;

/**
 * Runs the shop until it is told to end.
 *
 * <p>{@code PORT} (default 8080, 0 for any free port) says where it listens. {@code DATABASE_URL}
 * and {@code REDIS_URL} name the servers it uses; when neither is set it starts its own. {@code
 * INVENTORY_URL} and {@code PAYMENT_URL} name the services of a checkout; without both there is
 * none.
 */
public final class Launcher {
  private static final String DEFAULT_PORT = "8080";

  private Launcher() {}

  public static void main(String[] arguments) throws InterruptedException {
    configureLogging();
    Lifetime lifetime = new Lifetime("shop");
    lifetime.run(running -> start(running, System.getenv(), arguments));
    new CountDownLatch(1).await();
  }

  private static void start(Lifetime running, Map<String, String> environment, String[] arguments)
      throws Exception {
    int port = port(environment, arguments);
    String databaseUrl = environment.get("DATABASE_URL");
    String redisUrl = environment.get("REDIS_URL");
    if ((databaseUrl == null) != (redisUrl == null)) {
      throw new IllegalArgumentException("set both DATABASE_URL and REDIS_URL, or neither");
    }
    if (databaseUrl == null || redisUrl == null) {
      Databases databases = running.add(databases());
      databaseUrl = databases.databaseUrl();
      redisUrl = databases.redisUrl();
    }
    ObjectMapper json = new ObjectMapper();
    Store store = running.add(Store.open(databaseUrl, redisUrl, json));
    ShopServer server =
        running.add(
            ShopServer.start(
                port,
                store,
                json,
                uri(environment, "INVENTORY_URL"),
                uri(environment, "PAYMENT_URL")));
    System.out.println("shop listening on http://localhost:" + server.port());
  }

  private static @Nullable URI uri(Map<String, String> environment, String name) {
    String text = environment.get(name);
    return text == null ? null : URI.create(text);
  }

  private static Databases databases() throws IOException {
    try {
      return Databases.start();
    } catch (IOException e) {
      // Without the cause: of a chain only the innermost message is shown.
      throw new IOException(
          Failures.describe(e) + " (servers of your own: set DATABASE_URL and REDIS_URL)");
    }
  }

  /** {@code --port N} beats {@code PORT}. */
  private static int port(Map<String, String> environment, String[] arguments) {
    @Nullable String port = environment.getOrDefault("PORT", DEFAULT_PORT);
    if (arguments.length == 2 && arguments[0].equals("--port")) {
      port = arguments[1];
    } else if (arguments.length > 0) {
      throw new IllegalArgumentException("the only argument is --port N");
    }
    try {
      int number = Integer.parseInt(port);
      if (number >= 0 && number <= 65_535) {
        return number;
      }
    } catch (NumberFormatException e) {
      // the same answer as for a number out of range
    }
    throw new IllegalArgumentException("the port is a number from 0 to 65535, not " + port);
  }

  /** The shop's own logging, unless whoever starts it brings another. */
  private static void configureLogging() {
    if (System.getProperty("java.util.logging.config.file") != null) {
      return;
    }
    try (InputStream source = Launcher.class.getResourceAsStream("/logging.properties")) {
      LogManager.getLogManager().readConfiguration(source);
    } catch (IOException e) {
      System.err.println("shop: no logging configuration: " + e.getMessage());
    }
  }
}
