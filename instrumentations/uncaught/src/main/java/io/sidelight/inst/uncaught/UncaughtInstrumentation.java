package io.sidelight.inst.uncaught;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.MethodRule.method;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import java.util.Collections;
import java.util.List;

/** Exceptions that end a thread; see README.md for why it hooks where it hooks. */
public final class UncaughtInstrumentation implements Instrumentation {
  @Override
  public String name() {
    return "uncaught";
  }

  @Override
  public List<ClassRule> rules() {
    return Collections.singletonList(
        ClassRule.named("java.lang.Thread")
            .weave(
                method("dispatchUncaughtException", "(Ljava/lang/Throwable;)V", "ThreadAdvice")
                    .enter("enter", arg(0))));
  }
}
