package io.sidelight.inst.jettycore;

import static io.sidelight.core.weave.Argument.field;
import static io.sidelight.core.weave.MethodRule.method;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import java.util.Collections;
import java.util.List;

/** The core of Jetty 12, which knows nothing of servlets; see the README.md of jetty. */
public final class JettyCoreInstrumentation implements Instrumentation {
  private static final String STATE = "org.eclipse.jetty.server.internal.HttpChannelState";

  @Override
  public String name() {
    return "jettycore";
  }

  @Override
  public List<ClassRule> rules() {
    return Collections.singletonList(
        ClassRule.named(STATE + "$HandlerInvoker")
            .weave(
                method("run", "()V", "HandlerAdvice")
                    .enter("enter", field("this$0", 'L' + STATE.replace('.', '/') + ';'))
                    .exit("exit")));
  }
}
