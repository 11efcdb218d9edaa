package io.sidelight.inst.tomcat;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.MethodRule.method;
import static io.sidelight.core.weave.MethodRule.overloads;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import java.util.Arrays;
import java.util.List;

/** Tomcat's own part of every request; see README.md for why it hooks where it hooks. */
public final class TomcatInstrumentation implements Instrumentation {
  private static final String COYOTE = "(Lorg/apache/coyote/Request;Lorg/apache/coyote/Response;";

  @Override
  public String name() {
    return "tomcat";
  }

  @Override
  public boolean jakartaToo() {
    return true;
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named("org.apache.catalina.core.StandardEngineValve")
            .weave(
                method(
                        "invoke",
                        "(Lorg/apache/catalina/connector/Request;"
                            + "Lorg/apache/catalina/connector/Response;)V",
                        "EngineAdvice")
                    .enter("enter", arg(0), arg(1))
                    .exit("exit")),
        ClassRule.named("org.apache.catalina.connector.CoyoteAdapter")
            .weave(
                method("service", COYOTE + ")V", "AdapterAdvice").enter("service").exit("exit"),
                method(
                        "asyncDispatch",
                        COYOTE + "Lorg/apache/tomcat/util/net/SocketEvent;)Z",
                        "AdapterAdvice")
                    .enter("asyncDispatch", arg(0), arg(2))
                    .exit("exit")),
        ClassRule.named(
                "org.apache.coyote.http11.Http11Processor",
                "org.apache.coyote.http2.StreamProcessor",
                "org.apache.coyote.ajp.AjpProcessor")
            .weave(
                method("prepareResponse", "()V", "CommitAdvice")
                    .enter("enter", self())
                    .exit("exit")),
        ClassRule.named("org.apache.catalina.connector.Request")
            .weave(method("recycle", "()V", "RecycleAdvice").enter("enter", self())),
        ClassRule.named("org.apache.catalina.session.ManagerBase")
            .weave(
                overloads("add", "SessionAdvice").enter("enter", self()),
                overloads("createSession", "SessionAdvice").enter("enter", self()).exit("created")),
        ClassRule.named(
                "org.apache.catalina.realm.RealmBase",
                "org.apache.catalina.realm.CombinedRealm",
                "org.apache.catalina.realm.LockOutRealm",
                "org.apache.catalina.realm.JAASRealm",
                "org.apache.catalina.realm.JNDIRealm",
                "org.apache.catalina.realm.JDBCRealm",
                "org.apache.catalina.realm.DataSourceRealm")
            .weave(
                overloads("authenticate", "LoginAdvice")
                    .enter("enter", arg(0), arg(1))
                    .exit("exit")));
  }
}
