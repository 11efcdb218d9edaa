package com.example.webflux;

import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;
import static org.springframework.web.reactive.function.server.RouterFunctions.nest;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;

/** WebFlux on Reactor Netty, and Reactor Netty alone. */
public final class WebFluxApp {
  private WebFluxApp() {}

  public static void main(String[] args) {
    AnnotationConfigApplicationContext context =
        new AnnotationConfigApplicationContext(Site.class, Pages.class);
    HttpHandler handler = WebHttpHandlerBuilder.applicationContext(context).build();
    DisposableServer flux =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .compress(true)
            .handle(new ReactorHttpHandlerAdapter(handler))
            .bindNow();
    DisposableServer bare =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle(
                (request, response) -> {
                  if (request.uri().equals("/socket")) {
                    return response.sendWebsocket(
                        (in, out) -> out.sendString(in.receive().asString()).then());
                  }
                  if (request.uri().equals("/throw")) {
                    throw new IllegalStateException("thrown");
                  }
                  if (request.uri().equals("/error")) {
                    return Mono.error(new IllegalStateException("bare"));
                  }
                  return response.status(201).sendString(Mono.just("bare"));
                })
            .bindNow();
    DisposableServer second =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .protocol(HttpProtocol.H2C, HttpProtocol.HTTP11)
            .compress(true)
            .handle(new ReactorHttpHandlerAdapter(handler))
            .bindNow();
    System.out.println("http2 at port " + second.port());
    System.out.println("flux at port " + flux.port());
    System.out.println("bare at port " + bare.port());
    flux.onDispose().block();
  }

  /** The functional pages and a filter that takes requests to another thread. */
  @Configuration
  @EnableWebFlux
  public static class Site {
    @Bean
    public WebFilter elsewhere() {
      return (exchange, chain) ->
          exchange.getRequest().getQueryParams().containsKey("elsewhere")
              ? Mono.defer(() -> chain.filter(exchange)).subscribeOn(Schedulers.boundedElastic())
              : chain.filter(exchange);
    }

    @Bean
    public RouterFunction<ServerResponse> functional() {
      return route(
              GET("/functional/{id}"),
              request -> ServerResponse.ok().bodyValue("f" + request.pathVariable("id")))
          .and(
              nest(
                  path("/nested"),
                  route(GET("/{a}/{b}"), request -> ServerResponse.status(202).bodyValue("n"))));
    }
  }

  /** Is answered with its status. */
  @ResponseStatus(HttpStatus.I_AM_A_TEAPOT)
  public static class Teapot extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The annotated pages. */
  @RestController
  public static class Pages {
    @GetMapping("/owners/{ownerId}")
    public Mono<String> owner(@PathVariable("ownerId") String id) {
      return Mono.just(id);
    }

    /** One at once, and one when a thread that has nothing to do with the request has answered. */
    @GetMapping("/query")
    public Mono<String> query() throws SQLException {
      select();
      return Mono.<Integer>create(sink -> new Thread(() -> sink.success(1)).start())
          .delayElement(Duration.ofMillis(5))
          .flatMap(x -> Mono.fromCallable(Pages::select).subscribeOn(Schedulers.boundedElastic()))
          .map(n -> "queried");
    }

    private static int select() throws SQLException {
      try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
          Statement statement = connection.createStatement()) {
        statement.execute("SELECT 1");
      }
      return 1;
    }

    @GetMapping("/slow/{millis}")
    public Mono<String> slow(@PathVariable("millis") long millis) {
      return Mono.delay(Duration.ofMillis(millis)).map(n -> "slow");
    }

    @GetMapping("/never")
    public Mono<String> never() {
      return Mono.never();
    }

    @GetMapping("/stream")
    public Flux<String> stream() {
      return Flux.range(0, 1000).map(i -> "line " + i + "\n");
    }

    @GetMapping("/endless")
    public Flux<String> endless() {
      String line = "x".repeat(8192);
      return Flux.generate(sink -> sink.next(line));
    }

    @PostMapping("/echo")
    public Mono<String> echo(@RequestBody Mono<String> body) {
      return body;
    }

    @GetMapping("/throws")
    public Mono<String> throwing() {
      throw new IllegalStateException("thrown");
    }

    @GetMapping("/fails")
    public Mono<String> failing() {
      return Mono.error(new IllegalArgumentException("failed"));
    }

    @GetMapping("/teapot")
    public Mono<String> teapot() {
      return Mono.error(new Teapot());
    }

    @GetMapping("/handled")
    public Mono<String> handled() {
      return Mono.error(new UnsupportedOperationException("handled"));
    }

    @GetMapping("/trouble")
    public Mono<String> trouble() {
      return Mono.error(new ArithmeticException("trouble"));
    }

    @ExceptionHandler(ArithmeticException.class)
    @ResponseStatus(HttpStatus.INTERNAL_SERVER_ERROR)
    public Mono<String> troubled(ArithmeticException e) {
      return Mono.just(e.getMessage());
    }

    @ExceptionHandler(UnsupportedOperationException.class)
    public Mono<String> handle(UnsupportedOperationException e) {
      return Mono.just("handled");
    }
  }
}
