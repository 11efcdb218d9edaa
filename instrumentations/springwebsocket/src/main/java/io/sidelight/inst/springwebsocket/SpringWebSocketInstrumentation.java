package io.sidelight.inst.springwebsocket;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.MethodRule.method;
import static io.sidelight.core.weave.MethodRule.overloads;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import java.util.Arrays;
import java.util.List;

/** What Spring makes of WebSocket messages: handlers and STOMP; see README.md. */
public final class SpringWebSocketInstrumentation implements Instrumentation {
  private static final String MESSAGING = "org.springframework.messaging.";
  private static final String HANDLER = "Lorg/springframework/messaging/handler/HandlerMethod;";
  private static final String MESSAGE = "Lorg/springframework/messaging/Message;";

  @Override
  public String name() {
    return "springwebsocket";
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named("org.springframework.web.socket.handler.ExceptionWebSocketHandlerDecorator")
            .weave(overloads("tryCloseWithError", "HandlerAdvice").enter("failed", arg(1))),
        ClassRule.named(MESSAGING + "simp.stomp.StompDecoder")
            .weave(
                method(
                        "decode",
                        "(Ljava/nio/ByteBuffer;Lorg/springframework/util/MultiValueMap;)"
                            + "Ljava/util/List;",
                        "StompAdvice")
                    .exit("decoded")),
        ClassRule.named(MESSAGING + "simp.stomp.StompEncoder")
            .weave(
                method("encode", "(Ljava/util/Map;[B)[B", "StompAdvice").enter("encode", arg(0))),
        ClassRule.named("org.springframework.web.socket.messaging.StompSubProtocolHandler")
            .weave(
                overloads("handleMessageFromClient", "StompAdvice").enter("know", arg(0)),
                overloads("sendToClient", "StompAdvice").enter("begin", arg(0)).exit("end"),
                overloads("sendErrorMessage", "StompAdvice").enter("begin", arg(0)).exit("end")),
        ClassRule.named(MESSAGING + "simp.annotation.support.SimpAnnotationMethodMessageHandler")
            .weave(
                method(
                        "handleMatch",
                        "(Lorg/springframework/messaging/simp/SimpMessageMappingInfo;"
                            + HANDLER
                            + "Ljava/lang/String;"
                            + MESSAGE
                            + ")V",
                        "MappingAdvice")
                    .enter("begin", arg(0))
                    .exit("end")),
        ClassRule.named(MESSAGING + "handler.invocation.AbstractMethodMessageHandler")
            .weave(
                method(
                        "processHandlerMethodException",
                        "(" + HANDLER + "Ljava/lang/Exception;" + MESSAGE + ")V",
                        "MappingAdvice")
                    .enter("failed", arg(1))));
  }
}
