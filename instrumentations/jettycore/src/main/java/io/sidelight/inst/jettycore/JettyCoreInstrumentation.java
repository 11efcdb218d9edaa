package io.sidelight.inst.jettycore;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.field;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.MethodRule.method;
import static io.sidelight.core.weave.MethodRule.overloads;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import java.util.Arrays;
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
    return Arrays.asList(
        ClassRule.named(STATE + "$HandlerInvoker")
            .weave(
                method("run", "()V", "HandlerAdvice")
                    .enter("enter", field("this$0", 'L' + STATE.replace('.', '/') + ';'))
                    .exit("exit")),
        ClassRule.named("org.eclipse.jetty.security.authentication.LoginAuthenticator")
            .weave(
                method(
                        "login",
                        "(Ljava/lang/String;Ljava/lang/Object;Lorg/eclipse/jetty/server/Request;"
                            + "Lorg/eclipse/jetty/server/Response;)"
                            + "Lorg/eclipse/jetty/security/UserIdentity;",
                        "LoginAdvice")
                    .enter("enter")
                    .exit("exit")),
        ClassRule.named("org.eclipse.jetty.security.SecurityHandler")
            .weave(
                overloads("isAuthorized", "SecurityAdvice").enter("enter", arg(1)),
                // Of 12.0.0.
                overloads("isNotAuthorized", "SecurityAdvice").enter("enter", arg(1))),
        ClassRule.named("org.eclipse.jetty.session.AbstractSessionManager")
            .weave(
                overloads("newSession", "SessionAdvice").enter("enter", self()).exit("created")));
  }
}
