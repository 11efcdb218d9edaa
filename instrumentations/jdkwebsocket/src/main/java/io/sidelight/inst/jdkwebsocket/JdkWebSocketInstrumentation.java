package io.sidelight.inst.jdkwebsocket;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.MethodRule.method;
import static io.sidelight.core.weave.MethodRule.overloads;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import io.sidelight.core.weave.MethodRule;
import java.util.Arrays;
import java.util.List;

/** {@code java.net.http.WebSocket}; see README.md for why it hooks where it hooks. */
public final class JdkWebSocketInstrumentation implements Instrumentation {
  private static final String PACKAGE = "jdk.internal.net.http.websocket.";

  @Override
  public String name() {
    return "jdkwebsocket";
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named(PACKAGE + "BuilderImpl")
            .weave(
                overloads("buildAsync", "BuilderAdvice")
                    .enter("ask", arg(0))
                    .replace(1, "listener")
                    .exit("asked")),
        ClassRule.named(PACKAGE + "WebSocketImpl")
            .weave(
                method("signalClose", "(ILjava/lang/String;)V", "EndAdvice")
                    .enter("closed", self(), arg(0)),
                method("close", "()V", "EndAdvice").enter("gone", self())),
        ClassRule.named(PACKAGE + "TransportImpl")
            .weave(
                send("sendText").enter("text", arg(2), arg(0), arg(1)),
                send("sendBinary").enter("binary", arg(2), arg(0), arg(1)),
                send("sendPing").enter("ping", arg(1), arg(0)),
                send("sendPong").enter("pong", arg(1), arg(0)),
                overloads("sendClose", "EndAdvice").enter("closing", arg(2), arg(0))));
  }

  private static MethodRule send(String name) {
    return overloads(name, "SendAdvice").exit("sent");
  }
}
