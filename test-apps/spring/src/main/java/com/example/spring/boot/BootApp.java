package com.example.spring.boot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** An application with Spring Boot, on the server that is on its class path. */
@SpringBootApplication
public class BootApp {
  /** Arguments are Boot's own, such as {@code --server.port=0}. */
  public static void main(String[] args) {
    String port =
        SpringApplication.run(BootApp.class, args).getEnvironment().getProperty("local.server.port");
    System.out.println("listening at port " + port);
  }

  @Bean
  RouterFunction<ServerResponse> functions() {
    return RouterFunctions.route()
        .GET(
            "/functions/{name}",
            request -> ServerResponse.ok().body("hello " + request.pathVariable("name")))
        .path(
            "/nested",
            nested ->
                nested.GET(
                    "/{name}/fail",
                    request -> {
                      throw new IllegalStateException(request.pathVariable("name"));
                    }))
        .build();
  }
}
