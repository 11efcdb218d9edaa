package io.sidelight.inst.jdkhttpclient;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.MethodRule.method;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import java.util.Arrays;
import java.util.List;

/** {@code java.net.http.HttpClient}; see README.md for why it hooks where it hooks. */
public final class JdkHttpClientInstrumentation implements Instrumentation {
  private static final String REQUEST = "Ljava/net/http/HttpRequest;";
  private static final String HANDLER = "Ljava/net/http/HttpResponse$BodyHandler;";
  private static final String PUSHES = "Ljava/net/http/HttpResponse$PushPromiseHandler;";

  @Override
  public String name() {
    return "jdkhttpclient";
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named("jdk.internal.net.http.HttpClientImpl")
            .weave(
                method(
                        "send",
                        "(" + REQUEST + HANDLER + ")Ljava/net/http/HttpResponse;",
                        "SendAdvice")
                    .enter("enter", arg(0))
                    .replace(1, "handler")
                    .exit("exit"),
                method(
                        "sendAsync",
                        "("
                            + REQUEST
                            + HANDLER
                            + PUSHES
                            + "Ljava/util/concurrent/Executor;)Ljava/util/concurrent/CompletableFuture;",
                        "SendAdvice")
                    .enter("enter", arg(0))
                    .replace(1, "handler")
                    .exit("exitAsync")),
        ClassRule.named("java.net.http.HttpHeaders")
            .weave(
                method(
                        "of",
                        "(Ljava/util/Map;Ljava/util/function/BiPredicate;)Ljava/net/http/HttpHeaders;",
                        "HeadersAdvice")
                    .replace(0, "values")));
  }
}
