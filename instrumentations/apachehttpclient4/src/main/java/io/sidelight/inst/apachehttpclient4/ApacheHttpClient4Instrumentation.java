package io.sidelight.inst.apachehttpclient4;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.MethodRule.method;
import static io.sidelight.core.weave.MethodRule.overloads;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import io.sidelight.core.weave.MethodRule;
import java.util.Arrays;
import java.util.List;

/**
 * Apache HttpClient 4 and its asynchronous sister; see README.md for why it hooks where it hooks.
 */
public final class ApacheHttpClient4Instrumentation implements Instrumentation {
  private static final String TO_EXECUTE =
      "(Lorg/apache/http/HttpHost;Lorg/apache/http/HttpRequest;Lorg/apache/http/protocol/HttpContext;)";

  @Override
  public String name() {
    return "apachehttpclient4";
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named(
                "org.apache.http.impl.client.InternalHttpClient",
                "org.apache.http.impl.client.MinimalHttpClient",
                "org.apache.http.impl.client.AbstractHttpClient")
            .weave(
                executing("doExecute", "Lorg/apache/http/client/methods/CloseableHttpResponse;"),
                // Before 4.3.
                executing("execute", "Lorg/apache/http/HttpResponse;")),
        ClassRule.named("org.apache.http.protocol.HttpRequestExecutor")
            .weave(overloads("execute", "SendingAdvice").enter("enter", arg(0))),
        ClassRule.named("org.apache.http.impl.nio.client.InternalHttpAsyncClient")
            .weave(
                method(
                        "execute",
                        "(Lorg/apache/http/nio/protocol/HttpAsyncRequestProducer;"
                            + "Lorg/apache/http/nio/protocol/HttpAsyncResponseConsumer;"
                            + "Lorg/apache/http/protocol/HttpContext;"
                            + "Lorg/apache/http/concurrent/FutureCallback;)Ljava/util/concurrent/Future;",
                        "AsyncAdvice")
                    .enter("enter")
                    .replace(3, "callback")
                    .exit("exit")),
        ClassRule.named("org.apache.http.impl.nio.client.MainClientExec")
            .weave(overloads("prepare", "ExchangeAdvice").enter("prepare", arg(0), arg(1), arg(2))),
        ClassRule.named("org.apache.http.impl.nio.client.DefaultClientExchangeHandlerImpl")
            .weave(
                method("start", "()V", "ExchangeAdvice").enter("start", self()),
                method("generateRequest", "()Lorg/apache/http/HttpRequest;", "ExchangeAdvice")
                    .enter("call", self())
                    .exit("generated"),
                method("responseReceived", "(Lorg/apache/http/HttpResponse;)V", "ExchangeAdvice")
                    .enter("answered", self(), arg(0))));
  }

  private static MethodRule executing(String name, String returned) {
    return method(name, TO_EXECUTE + returned, "ClientAdvice")
        .enter("enter", arg(0), arg(1))
        .exit("exit");
  }
}
