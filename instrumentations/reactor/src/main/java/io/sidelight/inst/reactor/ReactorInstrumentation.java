package io.sidelight.inst.reactor;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.field;
import static io.sidelight.core.weave.MethodRule.method;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import io.sidelight.core.weave.MethodRule;
import java.util.ArrayList;
import java.util.List;

/** Contexts through chains of Reactor; see README.md for why it hooks where it hooks. */
public final class ReactorInstrumentation implements Instrumentation {
  private static final String PUBLISHER = "reactor.core.publisher.";

  /** Where operators subscribe to each other, and where the application's code runs by itself. */
  private static final String[] SOURCES = {
    "InternalMonoOperator",
    "InternalFluxOperator",
    "MonoFromFluxOperator",
    "FluxFromMonoOperator",
    "MonoDefer",
    "FluxDefer",
    "MonoDeferContextual",
    "FluxDeferContextual",
    "MonoCreate",
    "FluxCreate",
    "FluxGenerate",
    "MonoUsing",
    "FluxUsing",
    "MonoUsingWhen",
    "FluxUsingWhen",
    "MonoCallable",
    "FluxCallable",
    "MonoSupplier",
    "MonoRunnable",
    "MonoCompletionStage",
    "MonoDelay",
    "MonoSubscribeOnCallable",
    "FluxSubscribeOnCallable",
    "MonoSubscribeOnValue",
    "FluxSubscribeOnValue",
  };

  private static final String[] RECEIVERS = {
    "MonoPublishOn$PublishOnSubscriber", "FluxPublishOn$PublishOnSubscriber",
  };

  @Override
  public String name() {
    return "reactor";
  }

  @Override
  public List<ClassRule> rules() {
    MethodRule any = subscribe("org/reactivestreams/Subscriber");
    MethodRule core = subscribe("reactor/core/CoreSubscriber");
    MethodRule run =
        method("run", "()V", "ReceiveAdvice")
            .enter("enter", field("actual", "Lreactor/core/CoreSubscriber;"))
            .exit("exit");
    MethodRule runConditional =
        method("run", "()V", "ReceiveAdvice")
            .enter("enter", field("actual", "Lreactor/core/Fuseable$ConditionalSubscriber;"))
            .exit("exit");
    List<ClassRule> rules = new ArrayList<>();
    rules.add(ClassRule.named(PUBLISHER + "Mono").weave(any));
    rules.add(ClassRule.named(PUBLISHER + "Flux").weave(any));
    for (String source : SOURCES) {
      rules.add(ClassRule.named(PUBLISHER + source).weave(core));
    }
    for (String receiver : RECEIVERS) {
      rules.add(ClassRule.named(PUBLISHER + receiver).weave(run));
    }
    rules.add(
        ClassRule.named(PUBLISHER + "FluxPublishOn$PublishOnConditionalSubscriber")
            .weave(runConditional));
    return rules;
  }

  private static MethodRule subscribe(String subscriber) {
    return method("subscribe", "(L" + subscriber + ";)V", "SubscribeAdvice")
        .enter("enter", arg(0))
        .replace(0, "subscriber")
        .exit("exit");
  }
}
