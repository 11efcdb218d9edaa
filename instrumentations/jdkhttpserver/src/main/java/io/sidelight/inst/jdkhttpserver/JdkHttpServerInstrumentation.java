package io.sidelight.inst.jdkhttpserver;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.field;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.MethodRule.method;

import io.sidelight.core.weave.Argument;
import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import java.util.Arrays;
import java.util.List;

/** The JDK's own HTTP server; see README.md for why it hooks where it hooks. */
public final class JdkHttpServerInstrumentation implements Instrumentation {
  /** The stream that stands for the exchange: the only part of it that every hook can see. */
  private static final Argument BODY =
      field("uos_orig", "Lsun/net/httpserver/PlaceholderOutputStream;");

  @Override
  public String name() {
    return "jdkhttpserver";
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named("com.sun.net.httpserver.Filter$Chain")
            .weave(
                method("doFilter", "(Lcom/sun/net/httpserver/HttpExchange;)V", "HandlerAdvice")
                    .enter("enter", arg(0))
                    .exit("exit")),
        ClassRule.named("sun.net.httpserver.ExchangeImpl")
            .weave(
                method("sendResponseHeaders", "(IJ)V", "AnswerAdvice")
                    .enter(
                        "enterHeaders", BODY, arg(0), arg(1), field("method", "Ljava/lang/String;"))
                    .exit("exitHeaders"),
                method("close", "()V", "AnswerAdvice").enter("enterClose", BODY).exit("exitClose")),
        ClassRule.named("sun.net.httpserver.PlaceholderOutputStream")
            .weave(
                method("close", "()V", "AnswerAdvice")
                    .enter("enterClose", self())
                    .exit("exitClose"),
                method("write", "(I)V", "BodyAdvice").enter("enterByte", self()).exit("exitWrite"),
                method("write", "([B)V", "BodyAdvice")
                    .enter("enterBytes", self(), arg(0))
                    .exit("exitWrite"),
                method("write", "([BII)V", "BodyAdvice")
                    .enter("enterPart", self(), arg(2))
                    .exit("exitWrite")),
        ClassRule.named("sun.net.httpserver.FixedLengthInputStream")
            .weave(
                method("readImpl", "([BII)I", "BodyAdvice")
                    .enter("enterRead", self(), field("remaining", "J"))),
        ClassRule.named("sun.net.httpserver.Request")
            .weave(
                method("headers", "()Lcom/sun/net/httpserver/Headers;", "ConnectionAdvice")
                    .exit("exitHeaders")),
        ClassRule.named("sun.net.httpserver.ServerImpl$Exchange")
            .weave(
                method("run", "()V", "ConnectionAdvice").enter("enterRun").exit("exitRun"),
                method("reject", "(ILjava/lang/String;Ljava/lang/String;)V", "ConnectionAdvice")
                    .enter("enterReject", arg(0), arg(1), field("protocol", "Ljava/lang/String;"))
                    .exit("exitReject")));
  }
}
