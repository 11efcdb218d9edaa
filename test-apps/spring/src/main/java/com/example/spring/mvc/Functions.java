package com.example.spring.mvc;

import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.function.support.HandlerFunctionAdapter;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;

/** Routes by functions, on versions that have them. */
public final class Functions {
  private Functions() {}

  static void define(MvcContext context) {
    RouterFunction<ServerResponse> routes =
        RouterFunctions.route()
            .GET("/functions/{name}", Functions::greet)
            .path("/nested", nested -> nested.GET("/{name}/greeting", Functions::greet))
            .build();
    context
        .mapping(RouterFunctionMapping.class, 0)
        .getPropertyValues()
        .add("routerFunction", routes)
        .removePropertyValue("pathMatcher");
    context.define(HandlerFunctionAdapter.class);
  }

  private static ServerResponse greet(ServerRequest request) {
    return ServerResponse.ok().body("hello " + request.pathVariable("name"));
  }
}
