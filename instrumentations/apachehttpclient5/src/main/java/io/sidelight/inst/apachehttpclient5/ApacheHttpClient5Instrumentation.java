package io.sidelight.inst.apachehttpclient5;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.MethodRule.overloads;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import java.util.Arrays;
import java.util.List;

/** Apache HttpClient 5, classic and asynchronous; see README.md for why it hooks where it hooks. */
public final class ApacheHttpClient5Instrumentation implements Instrumentation {
  private static final String CLASSIC = "org.apache.hc.client5.http.impl.classic.";
  private static final String ASYNC = "org.apache.hc.client5.http.impl.async.";

  @Override
  public String name() {
    return "apachehttpclient5";
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named(CLASSIC + "InternalHttpClient", CLASSIC + "MinimalHttpClient")
            .weave(
                overloads("doExecute", "ClientAdvice").enter("enter", arg(0), arg(1)).exit("exit")),
        ClassRule.named("org.apache.hc.core5.http.impl.io.HttpRequestExecutor")
            .weave(overloads("execute", "SendingAdvice").enter("enter", arg(0), arg(3))),
        ClassRule.named(ASYNC + "InternalAbstractHttpAsyncClient")
            .weave(
                overloads("doExecute", "AsyncAdvice")
                    .enter("enter", arg(0))
                    .replace(5, "callback")
                    .exit("exit")),
        ClassRule.named(ASYNC + "AsyncExecChainElement")
            .weave(
                overloads("execute", "ChainAdvice")
                    .enter("enter", arg(0), arg(2))
                    .replace(3, "callback")),
        ClassRule.named(ASYNC + "HttpAsyncMainClientExec", ASYNC + "H2AsyncMainClientExec")
            .weave(overloads("execute", "ChainAdvice").enter("send", arg(0), arg(2))));
  }
}
