package io.sidelight.inst.jettywebsocket;

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

/**
 * WebSocket in Jetty 9.4 to 12: at the core that all its APIs share, and before there was one at
 * the session. See README.md.
 */
public final class JettyWebSocketInstrumentation implements Instrumentation {
  private static final String CORE = "org.eclipse.jetty.websocket.core.";

  /** Up to Jetty 11. */
  private static final String INTERNAL = CORE + "internal.WebSocketCoreSession";

  private static final String SESSION = CORE + "WebSocketCoreSession";
  private static final String JETTY_9 = "org.eclipse.jetty.websocket.";
  private static final Argument SESSION_9 =
      field("session", "Lorg/eclipse/jetty/websocket/common/WebSocketSession;");
  private static final String FRAME_9 = "Lorg/eclipse/jetty/websocket/api/extensions/Frame;";
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
        ClassRule.named(SESSION + "$IncomingAdaptor").weave(incoming(SESSION)),
        ClassRule.named(
                CORE + "internal.messages.DispatchedMessageSink",
                CORE + "messages.DispatchedMessageSink")
            .weave(streams()),
        ClassRule.named(JETTY_9 + "server.WebSocketServerFactory").weave(handshake9()),
        ClassRule.named(JETTY_9 + "client.WebSocketUpgradeRequest").weave(client9()),
        ClassRule.named(JETTY_9 + "common.WebSocketSession").weave(session9()),
        ClassRule.named(JETTY_9 + "common.extensions.ExtensionStack").weave(outgoing9()),
        ClassRule.named(
                JETTY_9 + "common.events.AbstractEventDriver",
                JETTY_9 + "jsr356.endpoints.JsrAnnotatedEventDriver")
            .weave(driver9()),
        ClassRule.named(
                JETTY_9 + "jsr356.endpoints.AbstractJsrEventDriver",
                JETTY_9 + "common.events.JettyAnnotatedEventDriver",
                JETTY_9 + "common.events.JettyListenerEventDriver")
            .weave(told9()),
        ClassRule.named(JETTY_9 + "common.io.AbstractWebSocketConnection").weave(connection9()));
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

  private static MethodRule[] streams() {
    return new MethodRule[] {
      overloads("accept", "StreamAdvice").enter("accept", self()),
      // What the application's thread does; the same in all versions.
      method("lambda$accept$0", "()V", "StreamAdvice").enter("read", self()).exit("end"),
      method("lambda$accept$1", "(Ljava/lang/Void;Ljava/lang/Throwable;)V", "StreamAdvice")
          .enter("done", arg(1)),
    };
  }

  private static MethodRule[] handshake9() {
    return new MethodRule[] {
      method(
              "acceptWebSocket",
              "(Lorg/eclipse/jetty/websocket/servlet/WebSocketCreator;"
                  + "Ljavax/servlet/http/HttpServletRequest;"
                  + "Ljavax/servlet/http/HttpServletResponse;)Z",
              "HandshakeAdvice")
          .enter("begin", arg(1))
          .exit("end"),
      overloads("createSession", "SessionAdvice").exit("created"),
    };
  }

  private static MethodRule[] client9() {
    return new MethodRule[] {
      method("sendAsync", "()Ljava/util/concurrent/CompletableFuture;", "ClientAdvice")
          .enter("ask", self(), self())
          .exit("asked"),
      overloads("upgrade", "ClientAdvice").enter("granted", self()).exit("opened"),
      overloads("onComplete", "ClientAdvice").enter("completed", self(), arg(0)),
    };
  }

  private static MethodRule[] session9() {
    return new MethodRule[] {
      method("open", "()V", "SessionAdvice").enter("open", self()).exit("opened"),
      method("incomingFrame", "(" + FRAME_9 + ")V", "Jetty9FrameAdvice")
          .enter("frame", self(), arg(0))
          .exit("handled"),
      overloads("callApplicationOnClose", "Jetty9SessionAdvice")
          .enter("closed", self(), arg(0))
          .exit("gone"),
      overloads("callApplicationOnError", "Jetty9SessionAdvice").enter("failed", self(), arg(0)),
      // The same in early versions.
      method("notifyClose", "(ILjava/lang/String;)V", "Jetty9SessionAdvice")
          .enter("closedWith", self(), arg(0))
          .exit("gone"),
      overloads("incomingError", "Jetty9SessionAdvice").enter("failed", self(), arg(0)),
    };
  }

  private static MethodRule outgoing9() {
    return method(
            "outgoingFrame",
            "("
                + FRAME_9
                + "Lorg/eclipse/jetty/websocket/api/WriteCallback;"
                + "Lorg/eclipse/jetty/websocket/api/BatchMode;)V",
            "Jetty9FrameAdvice")
        .enter("take", self(), arg(0))
        .replace(1, "callback");
  }

  /** The session is not told of all that fails in a message; in early versions of nothing. */
  private static MethodRule[] driver9() {
    return new MethodRule[] {
      overloads("unhandled", "Jetty9SessionAdvice").enter("failedIn", self(), arg(0)),
      overloads("onFatalError", "Jetty9SessionAdvice").enter("failedIn", self(), arg(0)),
      // Only for messages that are read as streams.
      method("dispatch", "(Ljava/lang/Runnable;)V", "StreamAdvice")
          .enter("dispatch")
          .replace(0, "task"),
    };
  }

  /** The session keeps to itself what fails when the application is told of the end. */
  private static MethodRule told9() {
    return method(
            "onClose", "(Lorg/eclipse/jetty/websocket/common/CloseInfo;)V", "Jetty9SessionAdvice")
        .enter("tell", self())
        .exit("told");
  }

  private static MethodRule connection9() {
    return method("disconnect", "()V", "Jetty9SessionAdvice")
        .enter("disconnect", SESSION_9)
        .exit("gone");
  }
}
