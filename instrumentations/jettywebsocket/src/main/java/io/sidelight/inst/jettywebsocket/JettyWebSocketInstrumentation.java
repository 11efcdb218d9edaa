package io.sidelight.inst.jettywebsocket;

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

/** WebSocket in Jetty 10 to 12, at the core that all its APIs share; see README.md. */
public final class JettyWebSocketInstrumentation implements Instrumentation {
  private static final String CORE = "org.eclipse.jetty.websocket.core.";

  /** Up to Jetty 11. */
  private static final String INTERNAL = CORE + "internal.WebSocketCoreSession";

  private static final String SESSION = CORE + "WebSocketCoreSession";
  private static final String CALLBACK = "Lorg/eclipse/jetty/util/Callback;";
  private static final String FRAME = "Lorg/eclipse/jetty/websocket/core/Frame;";

  @Override
  public String name() {
    return "jettywebsocket";
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named(CORE + "server.internal.AbstractHandshaker").weave(handshake()),
        ClassRule.named(CORE + "client.CoreClientUpgradeRequest").weave(client()),
        ClassRule.named(INTERNAL, SESSION).weave(session()),
        ClassRule.named(
                frameHandler("ee8", "javax"),
                frameHandler("ee9", "jakarta"),
                frameHandler("ee10", "jakarta"),
                frameHandler("ee11", "jakarta"))
            .weave(
                // Since 12.1 it keeps what fails in a message from the core.
                overloads("handleError", "SessionAdvice")
                    .enter(
                        "failed",
                        field("coreSession", "Lorg/eclipse/jetty/websocket/core/CoreSession;"),
                        arg(0))),
        ClassRule.named(INTERNAL + "$IncomingAdaptor").weave(incoming(INTERNAL)),
        ClassRule.named(SESSION + "$IncomingAdaptor").weave(incoming(SESSION)));
  }

  private static String frameHandler(String environment, String space) {
    return "org.eclipse.jetty."
        + environment
        + ".websocket."
        + space
        + ".common."
        + Character.toUpperCase(space.charAt(0))
        + space.substring(1)
        + "WebSocketFrameHandler";
  }

  private static MethodRule[] handshake() {
    return new MethodRule[] {
      overloads("upgradeRequest", "HandshakeAdvice").enter("begin", arg(1)).exit("end"),
      overloads("newWebSocketCoreSession", "SessionAdvice").exit("created"),
    };
  }

  private static MethodRule[] client() {
    return new MethodRule[] {
      method("sendAsync", "()Ljava/util/concurrent/CompletableFuture;", "ClientAdvice")
          // Up to Jetty 11 it is that request itself.
          .enter("ask", self(), field("request", "Lorg/eclipse/jetty/client/Request;"))
          .exit("asked"),
      overloads("upgrade", "ClientAdvice").enter("granted", self()).exit("opened"),
      overloads("onComplete", "ClientAdvice").enter("completed", self(), arg(0)),
    };
  }

  private static MethodRule[] session() {
    return new MethodRule[] {
      method("onOpen", "()V", "SessionAdvice").enter("open", self()).exit("opened"),
      method(
              "closeConnection",
              "(Lorg/eclipse/jetty/websocket/core/CloseStatus;" + CALLBACK + ")V",
              "SessionAdvice")
          .enter("closed", self(), arg(0))
          .exit("told"),
      method("processHandlerError", "(Ljava/lang/Throwable;" + CALLBACK + ")V", "SessionAdvice")
          .enter("failed", self(), arg(0)),
      method("sendFrame", "(" + FRAME + CALLBACK + "Z)V", "SendAdvice")
          .enter("take", self(), arg(0))
          .replace(1, "callback"),
      // Since 12.1.
      method("sendFrame", "(Lorg/eclipse/jetty/websocket/core/OutgoingEntry;)V", "EntryAdvice")
          .enter("take", self(), arg(0))
          .replace(0, "entry"),
    };
  }

  private static MethodRule incoming(String session) {
    return method("onFrame", "(" + FRAME + CALLBACK + ")V", "FrameAdvice")
        .enter("frame", field("this$0", "L" + session.replace('.', '/') + ";"), arg(0))
        .exit("handled");
  }
}
