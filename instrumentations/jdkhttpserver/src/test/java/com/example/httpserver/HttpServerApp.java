package com.example.httpserver;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.security.KeyStore;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Every way of answering that the JDK's server has, over HTTP and, given a key store, HTTPS. */
public final class HttpServerApp {
  private static final ExecutorService LATER = Executors.newFixedThreadPool(4);

  private static volatile CountDownLatch gate = new CountDownLatch(1);

  private HttpServerApp() {}

  /** Takes the key store's file, which may be missing; its password is "password". */
  public static void main(String[] args) throws Exception {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(anyPort, 0);
    contexts(server);
    server.setExecutor(Executors.newFixedThreadPool(8));
    server.start();
    System.out.println("http at port " + server.getAddress().getPort());
    // The server's own thread serves this one.
    HttpServer single = HttpServer.create(anyPort, 0);
    contexts(single);
    single.start();
    System.out.println("single at port " + single.getAddress().getPort());
    if (args.length > 0) {
      HttpsServer https = HttpsServer.create(anyPort, 0);
      https.setHttpsConfigurator(new HttpsConfigurator(tls(args[0])));
      contexts(https);
      https.setExecutor(Executors.newFixedThreadPool(2));
      https.start();
      System.out.println("https at port " + https.getAddress().getPort());
    }
    System.out.println("listening");
  }

  private static void contexts(HttpServer server) {
    server.createContext("/api", exchange -> answer(exchange, 200, "hello"));
    server.createContext("/api/users/", exchange -> answer(exchange, 200, "user"));
    server.createContext(
        "/status",
        exchange -> answer(exchange, Integer.parseInt(exchange.getRequestURI().getQuery()), "so"));
    server.createContext(
        "/chunked",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(drain(exchange));
          }
        });
    server.createContext(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] chunk = new byte[8192];
          while (true) {
            exchange.getResponseBody().write(chunk);
          }
        });
    server.createContext("/empty", exchange -> exchange.sendResponseHeaders(204, -1));
    server.createContext("/head", exchange -> exchange.sendResponseHeaders(200, -1));
    server.createContext(
        "/fail",
        exchange -> {
          throw new IllegalStateException("no answer");
        });
    server.createContext(
        "/number",
        exchange -> {
          throw new NumberFormatException("none");
        });
    server.createContext(
        "/half",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write(new byte[10]);
          throw new IllegalStateException("half an answer");
        });
    server.createContext("/silent", HttpExchange::close);
    server.createContext("/late", exchange -> LATER.execute(() -> late(exchange)));
    // The handler is still at it when another thread has answered.
    server.createContext(
        "/overtaken",
        exchange -> {
          CountDownLatch answered = new CountDownLatch(1);
          LATER.execute(
              () -> {
                late(exchange);
                answered.countDown();
              });
          await(answered);
        });
    server.createContext(
        "/blocked",
        exchange -> {
          CountDownLatch mine = gate;
          LATER.execute(
              () -> {
                await(mine);
                late(exchange);
              });
        });
    server.createContext(
        "/release",
        exchange -> {
          CountDownLatch old = gate;
          gate = new CountDownLatch(1);
          old.countDown();
          answer(exchange, 200, "released");
        });
    HttpHandler echo = exchange -> answer(exchange, 200, "filtered");
    server.createContext("/filtered", echo).getFilters().add(new Guard());
  }

  private static void late(HttpExchange exchange) {
    try {
      answer(exchange, 202, "late");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } finally {
      exchange.close();
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    // Closed without a word to the exchange, as many handlers do.
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static byte[] drain(HttpExchange exchange) throws IOException {
    byte[] buffer = new byte[1024];
    int length = 0;
    try (InputStream in = exchange.getRequestBody()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        length += n;
      }
    }
    return (length + " bytes").getBytes(StandardCharsets.UTF_8);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SSLContext tls(String file) throws Exception {
    char[] password = "password".toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(Paths.get(file))) {
      store.load(in, password);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static final class Guard extends Filter {
    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
      if ("no".equals(exchange.getRequestURI().getQuery())) {
        answer(exchange, 403, "guarded");
      } else {
        chain.doFilter(exchange);
      }
    }

    @Override
    public String description() {
      return "guard";
    }
  }
}
