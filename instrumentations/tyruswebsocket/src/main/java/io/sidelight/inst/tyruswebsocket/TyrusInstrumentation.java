package io.sidelight.inst.tyruswebsocket;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.field;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.MethodRule.method;
import static io.sidelight.core.weave.MethodRule.overloads;

import io.sidelight.core.weave.Argument;
import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import io.sidelight.core.weave.MethodRule;
import java.util.Arrays;
import java.util.List;

/** WebSocket of Tyrus, servers and clients; see README.md for why it hooks where it hooks. */
public final class TyrusInstrumentation implements Instrumentation {
  private static final String CORE = "org.glassfish.tyrus.core.";
  private static final Argument SOCKET =
      field("webSocket", "Lorg/glassfish/tyrus/core/TyrusWebSocket;");
  private static final Argument HANDLER =
      field("protocolHandler", "Lorg/glassfish/tyrus/core/ProtocolHandler;");
  private static final Argument URI = field("connectToServerUriParam", "Ljava/net/URI;");

  @Override
  public String name() {
    return "tyruswebsocket";
  }

  @Override
  public boolean jakartaToo() {
    return true;
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named(CORE + "TyrusWebSocketEngine")
            .weave(
                overloads("upgrade", "HandshakeAdvice")
                    .enter("asked", arg(0), arg(1))
                    .exit("answered")),
        ClassRule.named(CORE + "TyrusEndpointWrapper")
            .weave(
                overloads("upgrade", "HandshakeAdvice").enter("matched", self()),
                overloads("processThrowable", "EndpointAdvice").enter("failed", arg(0)),
                overloads("onClose", "EndpointAdvice")
                    .enter("closed", arg(0), arg(1))
                    .exit("told")),
        ClassRule.named(CORE + "ProtocolHandler")
            .weave(
                overloads("handshake", "HandshakeAdvice").enter("handler", self()).exit("grant"),
                overloads("write", "SendAdvice")
                    .enter("take", SOCKET, arg(0))
                    .replace(1, "handler")),
        ClassRule.named(CORE + "TyrusWebSocket").weave(socket()),
        ClassRule.named(CORE + "ReaderBuffer", CORE + "InputStreamBuffer")
            .weave(overloads("appendMessagePart", "StreamAdvice").enter("append", self())),
        ClassRule.named(CORE + "ReaderBuffer$1").weave(reading("ReaderBuffer")),
        ClassRule.named(CORE + "InputStreamBuffer$1").weave(reading("InputStreamBuffer")),
        ClassRule.named(CORE + "AnnotatedEndpoint")
            .weave(overloads("onError", "EndpointAdvice").enter("failed", arg(1))),
        ClassRule.named("org.glassfish.tyrus.client.TyrusClientEngine")
            .weave(
                overloads("createUpgradeRequest", "ClientAdvice")
                    .enter("ask", self(), URI)
                    .exit("asked"),
                overloads("processResponse", "ClientAdvice")
                    .enter("answered", self(), arg(0))
                    .exit("done"),
                overloads("processError", "ClientAdvice").enter("failed", self(), arg(0))));
  }

  private static MethodRule reading(String buffer) {
    return method("run", "()V", "StreamAdvice")
        .enter("read", field("this$0", "L" + CORE.replace('.', '/') + buffer + ";"))
        .exit("end");
  }

  private static MethodRule[] socket() {
    return new MethodRule[] {
      overloads("onConnect", "EndpointAdvice").enter("open", self(), HANDLER).exit("opened"),
      overloads("onMessage", "MessageAdvice").enter("message", self(), arg(0)).exit("handled"),
      overloads("onFragment", "MessageAdvice")
          .enter("part", self(), arg(0), arg(1))
          .exit("handled"),
      overloads("onPing", "MessageAdvice").enter("ping", self(), arg(0)).exit("told"),
      overloads("onPong", "MessageAdvice").enter("pong", self(), arg(0)).exit("told"),
    };
  }
}
