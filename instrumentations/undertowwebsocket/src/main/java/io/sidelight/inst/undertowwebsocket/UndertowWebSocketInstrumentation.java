package io.sidelight.inst.undertowwebsocket;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.field;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.MethodRule.method;
import static io.sidelight.core.weave.MethodRule.overloads;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import io.sidelight.core.weave.MethodRule;
import java.util.Arrays;
import java.util.List;

/** WebSocket in Undertow, at the channels that all its APIs share; see README.md. */
public final class UndertowWebSocketInstrumentation implements Instrumentation {
  private static final String CORE = "io.undertow.websockets.core.";
  private static final String PROTOCOL = CORE + "protocol.";
  private static final String JSR = "io.undertow.websockets.jsr.";
  private static final String HANDLER = "io.undertow.websockets.WebSocketProtocolHandshakeHandler";
  private static final String CHANNEL = "Lio/undertow/websockets/core/WebSocketChannel;";
  private static final String BUFFER = "Lio/undertow/connector/PooledByteBuffer;";
  private static final String FAILURE = "(" + CHANNEL + "Ljava/lang/Throwable;)V";

  @Override
  public String name() {
    return "undertowwebsocket";
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        // The handshake, by the standard API and by Undertow's own.
        ClassRule.named(JSR + "JsrWebSocketFilter")
            .weave(
                overloads("doFilter", "HandshakeAdvice")
                    .enter(
                        "filter",
                        field("pathTemplateMatcher", "Lio/undertow/util/PathTemplateMatcher;"))
                    .exit("answered")),
        ClassRule.named(JSR + "ServerWebSocketContainer")
            .weave(
                overloads("doUpgrade", "HandshakeAdvice").enter("upgrade").exit("answered"),
                overloads("invokeEndpointMethod", "EndpointAdvice")
                    .enter("invoke", arg(1))
                    .replace(1, "task")),
        ClassRule.named(HANDLER)
            .weave(
                overloads("handleRequest", "HandshakeAdvice")
                    .enter("handler", arg(0))
                    .exit("answered")),
        ClassRule.named(PROTOCOL + "Handshake")
            .weave(overloads("handshake", "HandshakeAdvice").enter("grant", arg(0))),
        ClassRule.named(JSR + "JsrWebSocketFilter$1", JSR + "ServerWebSocketContainer$4")
            .weave(upgrade("Lio/undertow/servlet/websockets/ServletWebSocketHttpExchange;")),
        ClassRule.named(HANDLER + "$1")
            .weave(upgrade("Lio/undertow/websockets/spi/AsyncWebSocketHttpServerExchange;")),
        ClassRule.named(
                PROTOCOL + "version07.Hybi07Handshake",
                PROTOCOL + "version08.Hybi08Handshake",
                PROTOCOL + "version13.Hybi13Handshake")
            .weave(overloads("createChannel", "ChannelAdvice").exit("created")),
        ClassRule.named("io.undertow.websockets.client.WebSocketClient$ConnectionBuilder")
            .weave(overloads("connectImpl", "ClientAdvice").enter("ask", arg(0)).exit("asked")),
        ClassRule.named("io.undertow.websockets.client.WebSocket13ClientHandshake")
            .weave(
                overloads("createHeaders", "ClientAdvice").enter("making", self()).exit("headers"),
                overloads("createChannel", "ClientAdvice").enter("making", self()).exit("granted")),
        // The connection.
        ClassRule.named(CORE + "WebSocketChannel").weave(channel()),
        ClassRule.named(CORE + "WebSocketChannel$1")
            .weave(
                method("handleEvent", "(" + CHANNEL + ")V", "ChannelAdvice")
                    .enter("closed", arg(0))),
        ClassRule.named(JSR + "SessionContainer")
            .weave(overloads("removeOpenSession", "EndpointAdvice").enter("told", arg(0))),
        // What comes in.
        ClassRule.named(CORE + "StreamSourceFrameChannel")
            .weave(
                method("processFrameData", "(" + BUFFER + "Z)" + BUFFER, "ReadAdvice")
                    .enter("reading", self())
                    .exit("read")),
        ClassRule.named(CORE + "BufferedTextMessage", CORE + "BufferedBinaryMessage")
            .weave(overloads("read", "ReadAdvice").enter("message", arg(0)).replace(1, "callback")),
        ClassRule.named(CORE + "AbstractReceiveListener")
            .weave(method("onError", FAILURE, "EndpointAdvice").enter("threw", arg(0), arg(1))),
        ClassRule.named(JSR + "FrameHandler")
            .weave(
                method("onError", FAILURE, "EndpointAdvice").enter("ends", arg(0), arg(1)),
                overloads("invokeOnError", "EndpointAdvice")
                    .enter(
                        "failed",
                        field("session", "Lio/undertow/websockets/jsr/UndertowSession;"),
                        arg(0))),
        ClassRule.named(JSR + "annotated.AnnotatedEndpoint")
            .weave(overloads("onError", "EndpointAdvice").enter("failed", arg(0), arg(1))),
        // What goes out.
        ClassRule.named(PROTOCOL + "version07.WebSocket07FrameSinkChannel")
            .weave(
                method("preWriteTransform", "(" + BUFFER + ")" + BUFFER, "SendAdvice")
                    .enter("write", self(), arg(0)),
                method("handleFlushComplete", "(Z)V", "SendAdvice")
                    .enter("written", self(), arg(0))),
        ClassRule.named("io.undertow.server.protocol.framed.AbstractFramedStreamSinkChannel")
            .weave(
                method("markBroken", "()V", "SendAdvice").enter("broken", self()),
                method("channelForciblyClosed", "()V", "SendAdvice").enter("broken", self())));
  }

  private static MethodRule upgrade(String exchange) {
    return overloads("handleUpgrade", "ChannelAdvice")
        .enter("open", field("val$facade", exchange))
        .exit("opened");
  }

  private static MethodRule[] channel() {
    return new MethodRule[] {
      overloads("send", "SendAdvice").enter("begin", self(), arg(0)).exit("begun"),
      method("setCloseCode", "(I)V", "ChannelAdvice").enter("closing", self(), arg(0)),
      method("sendClose", "()V", "ChannelAdvice").enter("closingNormally", self()),
      method("lastDataRead", "()V", "ChannelAdvice").enter("ended", self()),
    };
  }
}
