package io.sidelight.inst.liberty;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.MethodRule.method;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import java.util.Arrays;
import java.util.List;

/** What of Open Liberty knows nothing of servlets, and is the same for both name spaces. */
public final class LibertyServerInstrumentation implements Instrumentation {
  @Override
  public String name() {
    return "liberty";
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named("com.ibm.ws.http.dispatcher.internal.channel.HttpDispatcherLink")
            .weave(
                method("closeStreams", "()Ljava/lang/Exception;", "EndAdvice")
                    .enter("enter", self())
                    .exit("exit")),
        ClassRule.named("com.ibm.ws.security.authentication.internal.AuthenticationServiceImpl")
            .weave(
                method(
                        "authenticate",
                        "(Ljava/lang/String;"
                            + "Lcom/ibm/ws/security/authentication/AuthenticationData;"
                            + "Ljavax/security/auth/Subject;)Ljavax/security/auth/Subject;",
                        "LoginAdvice")
                    .enter("enter", arg(1))
                    .exit("exit")));
  }
}
