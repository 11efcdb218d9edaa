package io.sidelight.inst.undertow;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.MethodRule.overloads;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import java.util.Collections;
import java.util.List;

/** What of Undertow knows servlets, in either name space; the rest of it knows none. */
public final class UndertowServletInstrumentation implements Instrumentation {
  @Override
  public String name() {
    return "undertow";
  }

  @Override
  public boolean jakartaToo() {
    return true;
  }

  @Override
  public List<ClassRule> rules() {
    return Collections.singletonList(
        ClassRule.named("io.undertow.servlet.handlers.ServletInitialHandler")
            .weave(overloads("dispatchRequest", "MappingAdvice").enter("enter", arg(1))));
  }
}
