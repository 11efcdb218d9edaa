package io.sidelight.inst.jetty;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.field;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.MethodRule.method;
import static io.sidelight.core.weave.MethodRule.overloads;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/**
 * The servlet side of Jetty: all of 9.4 to 11, and the environments of 12. See README.md for why it
 * hooks where it hooks.
 */
public final class JettyInstrumentation implements Instrumentation {
  private static final String SERVER = "org.eclipse.jetty.server.";

  @Override
  public String name() {
    return "jetty";
  }

  @Override
  public boolean jakartaToo() {
    return true;
  }

  @Override
  public List<ClassRule> rules() {
    List<ClassRule> rules = new ArrayList<>();
    rules.add(
        ClassRule.named(SERVER + "HttpChannel")
            .weave(
                method("handle", "()Z", "ChannelAdvice")
                    .enter(
                        "enter",
                        self(),
                        field("_request", descriptor(SERVER + "Request")),
                        field("_response", descriptor(SERVER + "Response")))
                    .exit("exit"),
                method("abort", "(Ljava/lang/Throwable;)V", "ChannelAdvice")
                    .enter("aborted", field("_request", descriptor(SERVER + "Request")), arg(0)),
                method("sendResponseAndComplete", "()V", "ChannelAdvice")
                    .enter("completing", self()),
                method("onCompleted", "()V", "ChannelAdvice")
                    .enter("completed", field("_request", descriptor(SERVER + "Request")))));
    rules.add(
        ClassRule.named(SERVER + "Response")
            .weave(
                method("completeOutput", "(Lorg/eclipse/jetty/util/Callback;)V", "ChannelAdvice")
                    .enter("completing", field("_channel", descriptor(SERVER + "HttpChannel")))));
    rules.add(
        ClassRule.named(SERVER + "Request")
            .weave(overloads("startAsync", "StartAsyncAdvice").enter("enter").exit("exit")));
    rules.add(
        ClassRule.named(
                "org.eclipse.jetty.security.SecurityHandler",
                "org.eclipse.jetty.ee8.security.SecurityHandler",
                "org.eclipse.jetty.ee9.security.SecurityHandler")
            .weave(overloads("handle", "MappingAdvice").enter("enter", arg(2))));
    rules.add(
        ClassRule.named(
                "org.eclipse.jetty.ee8.security.ConstraintSecurityHandler",
                "org.eclipse.jetty.ee9.security.ConstraintSecurityHandler")
            .weave(
                overloads("checkWebResourcePermissions", "IdentityAdvice").enter("enter", arg(1))));
    rules.add(
        ClassRule.named(
                "org.eclipse.jetty.security.authentication.LoginAuthenticator",
                "org.eclipse.jetty.ee8.security.authentication.LoginAuthenticator",
                "org.eclipse.jetty.ee9.security.authentication.LoginAuthenticator")
            .weave(overloads("login", "LoginAdvice").enter("enter").exit("exit")));
    rules.add(
        ClassRule.named(SERVER + "session.SessionHandler")
            .weave(
                overloads("newHttpSession", "SessionAdvice")
                    .enter("enter", self())
                    .exit("created")));
    addEnvironment(rules, "org.eclipse.jetty.ee8.nested.", "HttpChannel", "HttpChannelState", "Z");
    addEnvironment(rules, "org.eclipse.jetty.ee9.nested.", "HttpChannel", "HttpChannelState", "Z");
    // As 12.0.0 had it, and no version after.
    addEnvironment(
        rules, "org.eclipse.jetty.ee10.servlet.", "ServletChannel", "ServletRequestState", "Z");
    String[] apis = {"org.eclipse.jetty.ee10.servlet.", "org.eclipse.jetty.ee11.servlet."};
    for (String api : apis) {
      addEnvironment(rules, api, "ServletChannel", "ServletChannelState", "V");
      rules.add(
          ClassRule.named(api + "ServletContextHandler")
              .weave(overloads("wrapRequest", "MappingAdvice").exit("wrapped")));
    }
    return rules;
  }

  /** Jetty 12 begins and ends requests below its environments; they only take them up again. */
  private static void addEnvironment(
      List<ClassRule> rules, String api, String channel, String state, String handled) {
    rules.add(
        ClassRule.named(api + channel)
            .weave(
                method("handle", "()" + handled, "EnvironmentAdvice")
                    .enter("resume", field("_state", descriptor(api + state)))
                    .exit("leave")));
    rules.add(
        ClassRule.named(api + state)
            .weave(overloads("startAsync", "EnvironmentAdvice").enter("suspend", self())));
  }

  private static String descriptor(String type) {
    return 'L' + type.replace('.', '/') + ';';
  }
}
