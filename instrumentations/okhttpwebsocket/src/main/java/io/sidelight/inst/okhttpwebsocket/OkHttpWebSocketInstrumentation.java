package io.sidelight.inst.okhttpwebsocket;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.MethodRule.method;
import static io.sidelight.core.weave.MethodRule.overloads;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import io.sidelight.core.weave.MethodRule;
import java.util.Arrays;
import java.util.List;

/** WebSocket connections of OkHttp; see README.md for why it hooks where it hooks. */
public final class OkHttpWebSocketInstrumentation implements Instrumentation {
  /** What Kotlin adds to names that are not for other modules. */
  private static final String INTERNAL = "$okhttp";

  @Override
  public String name() {
    return "okhttpwebsocket";
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named("okhttp3.OkHttpClient")
            .weave(
                overloads("newWebSocket", "ClientAdvice")
                    .enter("ask", arg(0))
                    .replace(1, "listener")
                    .exit("asked")),
        ClassRule.named("okhttp3.internal.ws.RealWebSocket")
            .weave(
                method("send", "(Lokio/ByteString;I)Z", "SendAdvice")
                    .enter("send", self(), arg(0), arg(1))
                    .exit("sent"),
                writing("writeOneFrame"),
                writing("writeOneFrame" + INTERNAL),
                writing("writePingFrame"),
                writing("writePingFrame" + INTERNAL),
                method("close", "(ILjava/lang/String;J)Z", "SendAdvice")
                    .enter("closing", self(), arg(0)),
                overloads("onReadPing", "ControlAdvice").enter("ping", self(), arg(0)),
                overloads("onReadPong", "ControlAdvice").enter("pong", self(), arg(0))),
        ClassRule.named("okhttp3.internal.ws.WebSocketWriter")
            .weave(
                overloads("writeMessageFrame", "SendAdvice").enter("message"),
                // Until 3.5.
                overloads("writeMessageFrameSynchronized", "SendAdvice").enter("message"),
                overloads("writePing", "SendAdvice").enter("ping", arg(0)),
                overloads("writePong", "SendAdvice").enter("pong", arg(0))));
  }

  private static MethodRule writing(String name) {
    return overloads(name, "SendAdvice").enter("writing", self()).exit("written");
  }
}
