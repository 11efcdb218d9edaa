package io.sidelight.inst.nettywebsocket;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.field;
import static io.sidelight.core.weave.MethodRule.method;
import static io.sidelight.core.weave.MethodRule.overloads;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import java.util.Arrays;
import java.util.List;

/** WebSocket servers made of Netty's own handler; see README.md for why it hooks where it hooks. */
public final class NettyWebSocketInstrumentation implements Instrumentation {
  private static final String PACKAGE = "io.netty.handler.codec.http.websocketx.";
  private static final String CONFIG =
      "Lio/netty/handler/codec/http/websocketx/WebSocketServerProtocolConfig;";

  @Override
  public String name() {
    return "nettywebsocket";
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named(PACKAGE + "WebSocketServerProtocolHandler")
            .weave(
                overloads("handlerAdded", "HandlerAdvice")
                    // Early versions have the path alone.
                    .enter(
                        "adding",
                        arg(0),
                        field("websocketPath", "Ljava/lang/String;"),
                        field("serverConfig", CONFIG))
                    .exit("added"),
                overloads("exceptionCaught", "HandlerAdvice").enter("caught", arg(0), arg(1))),
        ClassRule.named(PACKAGE + "WebSocketServerProtocolHandshakeHandler")
            .weave(overloads("channelRead", "HandlerAdvice").enter("asked", arg(0), arg(1))),
        ClassRule.named(PACKAGE + "WebSocketServerHandshakerFactory")
            .weave(
                method(
                        "sendUnsupportedVersionResponse",
                        "(Lio/netty/channel/Channel;Lio/netty/channel/ChannelPromise;)"
                            + "Lio/netty/channel/ChannelFuture;",
                        "HandlerAdvice")
                    .enter("refused", arg(0))),
        ClassRule.named(PACKAGE + "WebSocket08FrameEncoder")
            .weave(
                method(
                        "encode",
                        "(Lio/netty/channel/ChannelHandlerContext;"
                            + "Lio/netty/handler/codec/http/websocketx/WebSocketFrame;"
                            + "Ljava/util/List;)V",
                        "HandlerAdvice")
                    .enter("encode", arg(0), arg(1))),
        ClassRule.named("io.netty.channel.AbstractChannelHandlerContext")
            .weave(
                method("invokeExceptionCaught", "(Ljava/lang/Throwable;)V", "HandlerAdvice")
                    .enter("failed", arg(0))));
  }
}
