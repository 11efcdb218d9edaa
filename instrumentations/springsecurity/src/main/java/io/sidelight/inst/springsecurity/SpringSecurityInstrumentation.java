package io.sidelight.inst.springsecurity;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.MethodRule.method;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import java.util.Collections;
import java.util.List;

/** Attempts to log in by Spring Security; see README.md for why it hooks where it hooks. */
public final class SpringSecurityInstrumentation implements Instrumentation {
  private static final String AUTHENTICATION = "Lorg/springframework/security/core/Authentication;";

  @Override
  public String name() {
    return "springsecurity";
  }

  @Override
  public List<ClassRule> rules() {
    return Collections.singletonList(
        ClassRule.named("org.springframework.security.authentication.ProviderManager")
            .weave(
                method(
                        "authenticate",
                        "(" + AUTHENTICATION + ")" + AUTHENTICATION,
                        "ProviderManagerAdvice")
                    .enter("enter", arg(0))
                    .exit("exit")));
  }
}
