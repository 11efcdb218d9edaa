package io.sidelight.inst.okhttp;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.field;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.MethodRule.method;
import static io.sidelight.core.weave.MethodRule.overloads;

import io.sidelight.core.weave.Argument;
import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import java.util.Arrays;
import java.util.List;

/** OkHttp 3 to 5; see README.md for why it hooks where it hooks. */
public final class OkHttpInstrumentation implements Instrumentation {

  @Override
  public String name() {
    return "okhttp";
  }

  @Override
  public List<ClassRule> rules() {
    Argument callback = field("responseCallback", "Lokhttp3/Callback;");
    return Arrays.asList(
        ClassRule.named("okhttp3.RealCall", "okhttp3.internal.connection.RealCall")
            .weave(
                method("execute", "()Lokhttp3/Response;", "CallAdvice")
                    .enter("enter", self())
                    .exit("exit"),
                overloads("enqueue", "QueueAdvice")
                    .enter("enter", self(), arg(0))
                    .replace(0, "callback")
                    .exit("exit")),
        ClassRule.named(
                "okhttp3.RealCall$AsyncCall", "okhttp3.internal.connection.RealCall$AsyncCall")
            .weave(
                method("execute", "()V", "RunAdvice").enter("enter", callback).exit("exit"),
                method("run", "()V", "RunAdvice").enter("enter", callback).exit("exit")),
        // The same two under the names they had until 3.4, 3.13, and since.
        ClassRule.named(
                "okhttp3.internal.http.Http1xStream",
                "okhttp3.internal.http.Http2xStream",
                "okhttp3.internal.http1.Http1Codec",
                "okhttp3.internal.http2.Http2Codec",
                "okhttp3.internal.http1.Http1ExchangeCodec",
                "okhttp3.internal.http2.Http2ExchangeCodec")
            .weave(
                method("writeRequestHeaders", "(Lokhttp3/Request;)V", "SendingAdvice")
                    .replace(0, "request")));
  }
}
