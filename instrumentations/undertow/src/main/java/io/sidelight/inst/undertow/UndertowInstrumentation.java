package io.sidelight.inst.undertow;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.field;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.MethodRule.method;
import static io.sidelight.core.weave.MethodRule.overloads;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import io.sidelight.core.weave.MethodRule;
import java.util.Arrays;
import java.util.List;

/** Undertow's own part of every request; see README.md for why it hooks where it hooks. */
public final class UndertowInstrumentation implements Instrumentation {
  private static final String EXCHANGE = "Lio/undertow/server/HttpServerExchange;";

  @Override
  public String name() {
    return "undertow";
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named("io.undertow.server.Connectors")
            .weave(
                method(
                        "executeRootHandler",
                        "(Lio/undertow/server/HttpHandler;" + EXCHANGE + ")V",
                        "ExchangeAdvice")
                    .enter("enter", arg(1))
                    .exit("exit")),
        ClassRule.named("io.undertow.servlet.spec.ServletContextImpl")
            .weave(
                listener("invokeOnWritePossible"),
                listener("invokeOnAllDataRead"),
                listener("invokeOnDataAvailable"),
                listener("invokeAction"),
                listener("invokeRunnable")),
        ClassRule.named("io.undertow.server.HttpServerExchange$ReadDispatchChannel")
            .weave(
                method("read", "(Ljava/nio/ByteBuffer;)I", "ReadAdvice")
                    .enter("enter", field("this$0", EXCHANGE), arg(0))
                    .exit("exit")),
        ClassRule.named("io.undertow.server.HttpServerExchange$WriteDispatchChannel")
            .weave(
                sending("write"),
                sending("writeFinal"),
                sending("awaitWritable"),
                sending("transferFrom")),
        ClassRule.named("io.undertow.server.HttpServerExchange")
            .weave(method("endExchange", "()" + EXCHANGE, "ReadAdvice").enter("ending", self())),
        ClassRule.named("io.undertow.server.session.InMemorySessionManager")
            .weave(
                overloads("createSession", "SessionAdvice").enter("enter", self()).exit("created")),
        ClassRule.named("io.undertow.security.impl.AbstractSecurityContext")
            .weave(
                method(
                        "authenticationComplete",
                        "(Lio/undertow/security/idm/Account;Ljava/lang/String;ZZ)V",
                        "LoginAdvice")
                    .enter("succeeded", arg(1)),
                overloads("authenticationFailed", "LoginAdvice").enter("failed", arg(1))),
        ClassRule.named(
                "io.undertow.security.impl.SecurityContextImpl",
                "org.wildfly.elytron.web.undertow.server.SecurityContextImpl")
            .weave(overloads("login", "LoginAdvice").enter("login", self()).exit("exit")),
        ClassRule.named(
                "io.undertow.security.impl.CachedAuthenticatedSessionMechanism",
                "io.undertow.security.impl.SingleSignOnAuthenticationMechanism")
            .weave(remembered("authenticate")),
        ClassRule.named("org.wildfly.security.http.HttpAuthenticator")
            .weave(remembered("restoreIdentity")),
        ClassRule.named(
                "org.wildfly.security.http.form.FormAuthenticationMechanism",
                "org.wildfly.security.http.sfbasic.BasicAuthenticationMechanism")
            .weave(remembered("attemptReAuthentication")));
  }

  private static MethodRule remembered(String name) {
    return overloads(name, "RememberedAdvice").enter("enter").exit("exit");
  }

  private static MethodRule sending(String name) {
    return overloads(name, "WriteAdvice").enter("enter", field("this$0", EXCHANGE)).exit("exit");
  }

  private static MethodRule listener(String name) {
    return overloads(name, "ExchangeAdvice").enter("resume", arg(0)).exit("exit");
  }
}
