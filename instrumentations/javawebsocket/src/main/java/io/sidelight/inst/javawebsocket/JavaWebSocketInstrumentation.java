package io.sidelight.inst.javawebsocket;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.MethodRule.method;
import static io.sidelight.core.weave.MethodRule.overloads;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import java.util.Arrays;
import java.util.List;

/** Java-WebSocket, servers and clients; see README.md for why it hooks where it hooks. */
public final class JavaWebSocketInstrumentation implements Instrumentation {
  private static final String PACKAGE = "org.java_websocket.";

  @Override
  public String name() {
    return "javawebsocket";
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named(PACKAGE + "WebSocketImpl")
            .weave(
                overloads("startHandshake", "HandshakeAdvice")
                    .enter("ask", self(), arg(0))
                    .exit("asked"),
                overloads("open", "HandshakeAdvice").enter("answered", self(), arg(0)),
                overloads("closeConnectionDueToWrongHandshake", "HandshakeAdvice")
                    .enter("refused", self()),
                method("closeConnection", "(ILjava/lang/String;Z)V", "HandshakeAdvice")
                    .enter("closed", self(), arg(0))
                    .exit("told"),
                method("send", "(Ljava/util/Collection;)V", "SendAdvice")
                    .enter("send", self(), arg(0))
                    .exit("sent")),
        ClassRule.named(PACKAGE + "drafts.Draft_6455")
            .weave(overloads("processFrame", "MessageAdvice").enter("frame", arg(0), arg(1))),
        ClassRule.named(PACKAGE + "server.WebSocketServer")
            .weave(
                overloads("handleIOException", "HandshakeAdvice")
                    .enter("broken", arg(0), arg(1))
                    .exit("told")),
        ClassRule.named(PACKAGE + "server.WebSocketServer", PACKAGE + "client.WebSocketClient")
            .weave(
                overloads("onWebsocketOpen", "MessageAdvice").enter("open", arg(0)).exit("opened"),
                overloads("onWebsocketMessage", "MessageAdvice")
                    .enter("message", arg(0), arg(1))
                    .exit("handled"),
                overloads("onWebsocketClose", "MessageAdvice")
                    .enter("close", arg(0))
                    .exit("failed")));
  }
}
