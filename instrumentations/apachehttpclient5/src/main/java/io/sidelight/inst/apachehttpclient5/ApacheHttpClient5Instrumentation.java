package io.sidelight.inst.apachehttpclient5;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.MethodRule.method;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import java.util.Arrays;
import java.util.List;

/** Apache HttpClient 5, classic and asynchronous; see README.md for why it hooks where it hooks. */
public final class ApacheHttpClient5Instrumentation implements Instrumentation {
  private static final String CORE = "Lorg/apache/hc/core5/";
  private static final String ASYNC = "Lorg/apache/hc/client5/http/async/";
  private static final String HOST = CORE + "http/HttpHost;";
  private static final String CLASSIC_REQUEST = CORE + "http/ClassicHttpRequest;";
  private static final String CONTEXT = CORE + "http/protocol/HttpContext;";

  /** Of each link of the chain that a request goes through. */
  private static final String LINK =
      CORE + "http/HttpRequest;" + CORE + "http/nio/AsyncEntityProducer;" + ASYNC + "AsyncExecChain$Scope;";

  @Override
  public String name() {
    return "apachehttpclient5";
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named(
                "org.apache.hc.client5.http.impl.classic.InternalHttpClient",
                "org.apache.hc.client5.http.impl.classic.MinimalHttpClient")
            .weave(
                method(
                        "doExecute",
                        "("
                            + HOST
                            + CLASSIC_REQUEST
                            + CONTEXT
                            + ")Lorg/apache/hc/client5/http/impl/classic/CloseableHttpResponse;",
                        "ClientAdvice")
                    .enter("enter", arg(0), arg(1))
                    .exit("exit")),
        ClassRule.named("org.apache.hc.core5.http.impl.io.HttpRequestExecutor")
            .weave(
                method(
                        "execute",
                        "("
                            + CLASSIC_REQUEST
                            + CORE
                            + "http/io/HttpClientConnection;"
                            + CORE
                            + "http/io/HttpResponseInformationCallback;"
                            + CONTEXT
                            + ")"
                            + CORE
                            + "http/ClassicHttpResponse;",
                        "SendingAdvice")
                    .enter("enter", arg(0))),
        ClassRule.named("org.apache.hc.client5.http.impl.async.InternalAbstractHttpAsyncClient")
            .weave(
                method(
                        "doExecute",
                        "("
                            + HOST
                            + CORE
                            + "http/nio/AsyncRequestProducer;"
                            + CORE
                            + "http/nio/AsyncResponseConsumer;"
                            + CORE
                            + "http/nio/HandlerFactory;"
                            + CONTEXT
                            + CORE
                            + "concurrent/FutureCallback;)Ljava/util/concurrent/Future;",
                        "AsyncAdvice")
                    .enter("enter", arg(0))
                    .replace(5, "callback")
                    .exit("exit")),
        ClassRule.named("org.apache.hc.client5.http.impl.async.AsyncExecChainElement")
            .weave(
                method("execute", "(" + LINK + ASYNC + "AsyncExecCallback;)V", "ChainAdvice")
                    .enter("enter", arg(0), arg(2))
                    .replace(3, "callback")),
        ClassRule.named(
                "org.apache.hc.client5.http.impl.async.HttpAsyncMainClientExec",
                "org.apache.hc.client5.http.impl.async.H2AsyncMainClientExec")
            .weave(
                method(
                        "execute",
                        "(" + LINK + ASYNC + "AsyncExecChain;" + ASYNC + "AsyncExecCallback;)V",
                        "ChainAdvice")
                    .enter("send", arg(0), arg(2))));
  }
}
