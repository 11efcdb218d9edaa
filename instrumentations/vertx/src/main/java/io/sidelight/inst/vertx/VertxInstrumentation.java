package io.sidelight.inst.vertx;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.field;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.MethodRule.method;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import java.util.Arrays;
import java.util.List;

/** Vert.x's server for HTTP/1.x and vertx-web's routes; see README.md for the choice of hooks. */
public final class VertxInstrumentation implements Instrumentation {
  private static final String IMPL = "io.vertx.core.http.impl.";

  @Override
  public String name() {
    return "vertx";
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        handler(IMPL + "Http1xServerRequestHandler"),
        connection(IMPL + "Http1xServerConnection", IMPL + "Http1xServerRequest"),
        request(IMPL + "Http1xServerRequest"),
        // The same since 5.1.
        handler(IMPL + "http1.Http1ServerRequestHandler"),
        connection(IMPL + "http1.Http1ServerConnection", IMPL + "http1.Http1ServerRequest"),
        request(IMPL + "http1.Http1ServerRequest"),
        ClassRule.named("io.vertx.ext.web.impl.RouteState")
            .weave(
                method(
                        "handleContext",
                        "(Lio/vertx/ext/web/impl/RoutingContextImplBase;)V",
                        "RouteAdvice")
                    .enter("enterRoute", arg(0))),
        ClassRule.named("io.vertx.ext.web.impl.RoutingContextImpl")
            .weave(
                method("fail", "(ILjava/lang/Throwable;)V", "RouteAdvice")
                    .enter("enterFail", self(), arg(1))));
  }

  private static ClassRule handler(String name) {
    return ClassRule.named(name)
        .weave(
            method("handle", "(Lio/vertx/core/http/HttpServerRequest;)V", "RequestAdvice")
                .enter("enter", arg(0))
                .exit("exit"));
  }

  private static ClassRule connection(String name, String request) {
    return ClassRule.named(name)
        .weave(
            method("reportResponseComplete", "()V", "EndAdvice")
                .enter(
                    "enterComplete",
                    field("responseInProgress", 'L' + request.replace('.', '/') + ';')));
  }

  private static ClassRule request(String name) {
    return ClassRule.named(name)
        .weave(
            method("reportRequestReset", "(Ljava/lang/Throwable;)V", "EndAdvice")
                .enter("enterReset", self(), arg(0)));
  }
}
