package io.sidelight.inst.websocket;

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

/** WebSocket endpoints of Tomcat; see README.md for why it hooks where it hooks. */
public final class WebSocketInstrumentation implements Instrumentation {
  private static final String TOMCAT = "org.apache.tomcat.websocket.";
  private static final Argument SESSION =
      field("wsSession", "Lorg/apache/tomcat/websocket/WsSession;");
  private static final Argument OPCODE = field("opCode", "B");
  private static final Argument PAYLOAD_LENGTH = field("payloadLength", "J");
  private static final Argument API_SESSION = field("session", "Ljavax/websocket/Session;");

  @Override
  public String name() {
    return "websocket";
  }

  @Override
  public boolean jakartaToo() {
    return true;
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        // Containers that tell nobody but the endpoint itself that it has failed.
        ClassRule.subtypesOf("javax.websocket.Endpoint")
            .weave(
                method(
                        "onOpen",
                        "(Ljavax/websocket/Session;Ljavax/websocket/EndpointConfig;)V",
                        "EndpointAdvice")
                    .exit("opened")),
        ClassRule.named(TOMCAT + "WsWebSocketContainer").weave(connect()),
        ClassRule.named(TOMCAT + "server.UpgradeUtil").weave(handshake()),
        ClassRule.named(TOMCAT + "server.WsHttpUpgradeHandler").weave(handler()),
        ClassRule.named(TOMCAT + "WsSession").weave(session()),
        ClassRule.named(TOMCAT + "WsFrameBase").weave(frames()),
        ClassRule.named(TOMCAT + "WsRemoteEndpointImplBase").weave(remote()),
        ClassRule.named(TOMCAT + "pojo.PojoEndpointBase").weave(annotatedEndpoint()),
        ClassRule.named(
                TOMCAT + "pojo.PojoMessageHandlerBase",
                TOMCAT + "pojo.PojoMessageHandlerWholeText",
                TOMCAT + "pojo.PojoMessageHandlerWholeBinary")
            .weave(annotatedHandler()));
  }

  private static MethodRule[] connect() {
    return new MethodRule[] {
      overloads("connectToServerRecursive", "ConnectAdvice").enter("ask", arg(2)).exit("connected"),
      // The same in early versions.
      method(
              "connectToServer",
              "(Ljavax/websocket/Endpoint;Ljavax/websocket/ClientEndpointConfig;Ljava/net/URI;)"
                  + "Ljavax/websocket/Session;",
              "ConnectAdvice")
          .enter("ask", arg(2))
          .exit("connected"),
      overloads("createRequestHeaders", "ConnectAdvice").exit("headers"),
      overloads("processResponse", "ConnectAdvice").exit("answered"),
    };
  }

  private static MethodRule handshake() {
    return method(
            "doUpgrade",
            "(Lorg/apache/tomcat/websocket/server/WsServerContainer;"
                + "Ljavax/servlet/http/HttpServletRequest;Ljavax/servlet/http/HttpServletResponse;"
                + "Ljavax/websocket/server/ServerEndpointConfig;Ljava/util/Map;)V",
            "UpgradeAdvice")
        .enter("handshake", arg(1), arg(3))
        .exit("answered");
  }

  private static MethodRule[] handler() {
    return new MethodRule[] {
      // Early versions pass the endpoint as well.
      overloads("preInit", "UpgradeAdvice").enter("grant", self()),
      method("init", "(Ljavax/servlet/http/WebConnection;)V", "UpgradeAdvice")
          .enter("open", self())
          .exit("opened"),
      method(
              "upgradeDispatch",
              "(Lorg/apache/tomcat/util/net/SocketEvent;)"
                  + "Lorg/apache/tomcat/util/net/AbstractEndpoint$Handler$SocketState;",
              "UpgradeAdvice")
          .enter("dispatch", SESSION)
          .exit("dispatched"),
      method("destroy", "()V", "UpgradeAdvice").enter("gone", SESSION),
    };
  }

  private static MethodRule[] session() {
    return new MethodRule[] {
      // What the peer is told, what the application is told; newer versions take one more.
      overloads("doClose", "SessionAdvice").enter("closing", self(), arg(1)),
      method("fireEndpointOnClose", "(Ljavax/websocket/CloseReason;)V", "SessionAdvice")
          .enter("closed", self(), arg(0)),
      method("fireEndpointOnError", "(Ljava/lang/Throwable;)V", "SessionAdvice")
          .enter("failed", self(), arg(0)),
    };
  }

  private static MethodRule[] frames() {
    return new MethodRule[] {
      method("sendMessageText", "(Z)V", "FrameAdvice")
          .enter("text", SESSION, field("messageBufferText", "Ljava/nio/CharBuffer;"), arg(0))
          .exit("handled"),
      method("sendMessageBinary", "(Ljava/nio/ByteBuffer;Z)V", "FrameAdvice")
          .enter("binary", SESSION, arg(0), arg(1))
          .exit("handled"),
      method("newFrame", "()V", "FrameAdvice").enter("frame", SESSION, OPCODE, PAYLOAD_LENGTH),
      method("handleThrowableOnSend", "(Ljava/lang/Throwable;)V", "FrameAdvice")
          .enter("threw", SESSION, arg(0), OPCODE, PAYLOAD_LENGTH),
    };
  }

  private static MethodRule[] remote() {
    String part = "(BLjava/nio/ByteBuffer;Z";
    return new MethodRule[] {
      method("setSession", "(Lorg/apache/tomcat/websocket/WsSession;)V", "SessionAdvice")
          .enter("created", arg(0)),
      method("sendMessageBlock", part + "J)V", "RemoteAdvice")
          .enter("write", SESSION, arg(0), arg(1), arg(2))
          .exit("written"),
      method("startMessage", part + "Ljavax/websocket/SendHandler;)V", "RemoteAdvice")
          .enter("start", SESSION, arg(0), arg(1), arg(2))
          .exit("started"),
      method(
              "endMessage",
              "(Ljavax/websocket/SendHandler;Ljavax/websocket/SendResult;)V",
              "RemoteAdvice")
          .enter("completed", SESSION, arg(0), arg(1)),
    };
  }

  private static MethodRule[] annotatedEndpoint() {
    String failure = "(Ljavax/websocket/Session;Ljava/lang/Throwable;)V";
    return new MethodRule[] {
      method("handleOnOpenOrCloseError", failure, "SessionAdvice").enter("failed", arg(0), arg(1)),
      method("onError", failure, "SessionAdvice").enter("told", arg(0), arg(1)),
    };
  }

  private static MethodRule[] annotatedHandler() {
    return new MethodRule[] {
      method("handlePojoMethodException", "(Ljava/lang/Throwable;)V", "SessionAdvice")
          .enter("failed", API_SESSION, arg(0)),
      // The same, since 11.0.
      method(
              "handlePojoMethodInvocationTargetException",
              "(Ljava/lang/reflect/InvocationTargetException;)V",
              "SessionAdvice")
          .enter("failed", API_SESSION, arg(0)),
      method("decode", "(Ljava/lang/String;)Ljava/lang/Object;", "SessionAdvice")
          .enter("decode", API_SESSION)
          .exit("decoded"),
      method("decode", "(Ljava/nio/ByteBuffer;)Ljava/lang/Object;", "SessionAdvice")
          .enter("decode", API_SESSION)
          .exit("decoded"),
    };
  }
}
