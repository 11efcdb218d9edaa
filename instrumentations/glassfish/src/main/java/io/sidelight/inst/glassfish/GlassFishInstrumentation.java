package io.sidelight.inst.glassfish;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.MethodRule.method;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import io.sidelight.core.weave.MethodRule;
import java.util.Arrays;
import java.util.List;

/** The web container of GlassFish and Payara; see README.md for why it hooks where it hooks. */
public final class GlassFishInstrumentation implements Instrumentation {
  @Override
  public String name() {
    return "glassfish";
  }

  @Override
  public boolean jakartaToo() {
    return true;
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named("org.apache.catalina.connector.CoyoteAdapter")
            .weave(
                container("enteringServletContainer", "RequestAdvice")
                    .enter("enter", arg(0), arg(1)),
                container("leavingServletContainer", "RequestAdvice")
                    .enter("leaving", arg(0))
                    .exit("left")),
        ClassRule.named("org.apache.catalina.connector.Request")
            .weave(method("unlockSession", "()V", "EndAdvice").enter("enter", self())),
        ClassRule.named("com.sun.web.security.RealmAdapter")
            .weave(
                login("Ljava/lang/String;[C"),
                login("[Ljava/security/cert/X509Certificate;"),
                login("Ljavax/servlet/http/HttpServletRequest;")));
  }

  private static MethodRule login(String credentials) {
    return method("authenticate", "(" + credentials + ")Ljava/security/Principal;", "LoginAdvice")
        .enter("enter", arg(0))
        .exit("exit");
  }

  private static MethodRule container(String name, String advice) {
    return method(
        name,
        "(Lorg/apache/catalina/connector/Request;Lorg/apache/catalina/connector/Response;)V",
        advice);
  }
}
