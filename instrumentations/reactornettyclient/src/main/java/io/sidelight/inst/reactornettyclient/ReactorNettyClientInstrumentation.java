package io.sidelight.inst.reactornettyclient;

import static io.sidelight.core.weave.Argument.field;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.MethodRule.method;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import java.util.Arrays;
import java.util.List;

/** Reactor Netty's HTTP client; see README.md for why it hooks where it hooks. */
public final class ReactorNettyClientInstrumentation implements Instrumentation {

  @Override
  public String name() {
    return "reactornettyclient";
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named("reactor.netty.http.client.HttpClientConnect$MonoHttpConnect")
            .weave(
                method("subscribe", "(Lreactor/core/CoreSubscriber;)V", "ConnectAdvice")
                    .enter("enter", field("config", "Lreactor/netty/http/client/HttpClientConfig;"))
                    .replace(0, "subscriber")
                    .exit("exit")),
        ClassRule.named("reactor.netty.http.client.HttpClientOperations")
            .weave(
                method("beforeMarkSentHeaders", "()V", "SendingAdvice")
                    .enter("enter", self())
                    .exit("exit")));
  }
}
