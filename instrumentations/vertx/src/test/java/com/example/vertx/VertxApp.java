package com.example.vertx;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Vert.x's HTTP server with vertx-web's routes, and without. */
public final class VertxApp {
  private VertxApp() {}

  public static void main(String[] args) throws Exception {
    Vertx vertx = Vertx.vertx();
    System.out.println("web at port " + port(vertx, router(vertx)));
    System.out.println("bare at port " + port(vertx, bare(vertx)));
    new CompletableFuture<Void>().get();
  }

  private static int port(Vertx vertx, io.vertx.core.Handler<HttpServerRequest> handler)
      throws Exception {
    HttpServer server =
        vertx
            .createHttpServer(
                new HttpServerOptions().setHost("127.0.0.1").setCompressionSupported(true))
            .requestHandler(handler);
    server.listen(0).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    return server.actualPort();
  }

  private static io.vertx.core.Handler<HttpServerRequest> bare(Vertx vertx) {
    return request -> {
      switch (request.path()) {
        case "/socket":
          request.toWebSocket();
          break;
        case "/never":
          break;
        default:
          request.response().setStatusCode(201).end("bare");
      }
    };
  }

  private static Router router(Vertx vertx) throws IOException {
    Path file = Files.createTempFile("sample", ".txt");
    file.toFile().deleteOnExit();
    Files.writeString(file, "line\n".repeat(50_000));
    Router router = Router.router(vertx);
    router.route().handler(RoutingContext::next);
    router.route("/owners/*").handler(context -> vertx.setTimer(1, id -> context.next()));
    router
        .get("/owners/:id")
        .handler(context -> context.response().end("o" + context.pathParam("id")));
    router.get("/query").handler(context -> query(vertx, context));
    router
        .get("/slow/:millis")
        .handler(
            context ->
                vertx.setTimer(
                    Long.parseLong(context.pathParam("millis")),
                    id -> context.response().end("slow")));
    router.get("/blocking").blockingHandler(context -> context.response().end("blocking"), false);
    router.get("/file").handler(context -> context.response().sendFile(file.toString()));
    router.get("/never").handler(context -> {});
    router
        .get("/stream")
        .handler(
            context -> {
              context.response().setChunked(true);
              for (int i = 0; i < 100; i++) {
                context.response().write("line " + i + "\n");
              }
              context.response().end();
            });
    router
        .post("/echo")
        .handler(context -> context.request().bodyHandler(body -> context.response().end(body)));
    router
        .get("/throws")
        .handler(
            context -> {
              throw new IllegalStateException("thrown");
            });
    router.get("/fails").handler(context -> context.fail(new IllegalArgumentException("failed")));
    router.get("/teapot").handler(context -> context.fail(418));
    router
        .get("/handled")
        .handler(context -> context.fail(new UnsupportedOperationException("handled")))
        .failureHandler(context -> context.response().setStatusCode(200).end("handled"));
    router.getWithRegex("/regex/[0-9]+").handler(context -> context.response().end("regex"));
    Router inner = Router.router(vertx);
    inner.get("/users/:user").handler(context -> context.response().setStatusCode(202).end("in"));
    Router deep = Router.router(vertx);
    deep.get("/end").handler(context -> vertx.setTimer(1, id -> context.next()));
    deep.get("/end").handler(context -> context.response().end("deep"));
    deep.get("/*").handler(RoutingContext::next);
    mount(inner, "/deep/*", deep);
    inner.get("/deep/after").handler(context -> context.response().setStatusCode(203).end("out"));
    mount(router, "/api/*", inner);
    mount(router, "/tenants/:tenant/*", inner);
    return router;
  }

  /** Its result is another in Vert.x 5, so that it is not called as compiled against 4. */
  private static void mount(Router router, String path, Router inner) {
    try {
      Object route = router.route(path);
      io.vertx.ext.web.Route.class.getMethod("subRouter", Router.class).invoke(route, inner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void query(Vertx vertx, RoutingContext context) {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    vertx.setTimer(5, id -> context.response().end("queried"));
  }
}
