package io.sidelight.inst.reactornetty;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.MethodRule.method;
import static io.sidelight.core.weave.MethodRule.overloads;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import io.sidelight.core.weave.MethodRule;
import java.util.Arrays;
import java.util.List;

/** Reactor Netty's HTTP server and the routes of WebFlux; see README.md for the choice of hooks. */
public final class ReactorNettyInstrumentation implements Instrumentation {
  private static final String EXCHANGE = "(Lorg/springframework/web/server/ServerWebExchange;";

  private static final MethodRule WRITE =
      method(
          "write",
          "(Lio/netty/channel/ChannelHandlerContext;Ljava/lang/Object;"
              + "Lio/netty/channel/ChannelPromise;)V",
          "BodyAdvice");

  @Override
  public String name() {
    return "reactornetty";
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named("reactor.netty.http.server.HttpServer$HttpServerHandle")
            .weave(
                method(
                        "onStateChange",
                        "(Lreactor/netty/Connection;Lreactor/netty/ConnectionObserver$State;)V",
                        "RequestAdvice")
                    .enter("enter", arg(0), arg(1))
                    .exit("exit")),
        ClassRule.named("reactor.netty.channel.ChannelOperations")
            .weave(method("terminate", "()V", "EndAdvice").enter("enterTerminate", self())),
        ClassRule.named("reactor.netty.http.server.HttpServerOperations")
            .weave(
                method("onOutboundError", "(Ljava/lang/Throwable;)V", "EndAdvice")
                    .enter("enterError", self(), arg(0)),
                method(
                        "onInboundNext",
                        "(Lio/netty/channel/ChannelHandlerContext;Ljava/lang/Object;)V",
                        "BodyAdvice")
                    .enter("enterRead", self(), arg(1)),
                overloads("withWebsocketSupport", "EndAdvice")
                    .enter("enterUpgrade", self())
                    .exit("exitUpgrade")),
        // Above what frames and compresses.
        ClassRule.named("reactor.netty.http.server.HttpTrafficHandler")
            .weave(WRITE.enter("enterWrite", arg(0), arg(1)).exit("exitWrite")),
        // Below what compresses, and above what frames.
        ClassRule.named("reactor.netty.http.server.Http2StreamBridgeServerHandler")
            .weave(WRITE.enter("enterWriteEncoded", arg(0), arg(1))),
        // The first name is that of Spring 5, the second that of 6 and 7.
        ClassRule.named("org.springframework.web.reactive.DispatcherHandler")
            .weave(
                method(
                        "invokeHandler",
                        EXCHANGE + "Ljava/lang/Object;)Lreactor/core/publisher/Mono;",
                        "WebFluxAdvice")
                    .enter("enterHandler", arg(0)),
                method(
                        "handleRequestWith",
                        EXCHANGE + "Ljava/lang/Object;)Lreactor/core/publisher/Mono;",
                        "WebFluxAdvice")
                    .enter("enterHandler", arg(0))),
        ClassRule.named(
                "org.springframework.web.reactive.result.method.annotation"
                    + ".RequestMappingHandlerAdapter")
            .weave(
                overloads("handleException", "WebFluxAdvice")
                    .enter("enterHandled", arg(0), arg(1), arg(3))),
        ClassRule.subtypesOf("org.springframework.web.server.WebExceptionHandler")
            .weave(
                method(
                        "handle",
                        EXCHANGE + "Ljava/lang/Throwable;)Lreactor/core/publisher/Mono;",
                        "WebFluxAdvice")
                    .enter("enterError", arg(0), arg(1))),
        ClassRule.named("org.springframework.web.server.adapter.HttpWebHandlerAdapter")
            .weave(
                overloads("handleUnresolvedError", "WebFluxAdvice")
                    .enter("enterUnresolved", arg(0), arg(1), arg(2))));
  }
}
