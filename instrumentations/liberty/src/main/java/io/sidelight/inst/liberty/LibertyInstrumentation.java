package io.sidelight.inst.liberty;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.MethodRule.method;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import java.util.Arrays;
import java.util.List;

/** Open Liberty's web container; see README.md for why it hooks where it hooks. */
public final class LibertyInstrumentation implements Instrumentation {
  private static final String REQUEST_AND_RESPONSE =
      "(Ljavax/servlet/ServletRequest;Ljavax/servlet/ServletResponse;";
  private static final String CONNECTION = "Lcom/ibm/wsspi/http/HttpInboundConnection;";

  @Override
  public String name() {
    return "liberty";
  }

  @Override
  public boolean jakartaToo() {
    return true;
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named("com.ibm.ws.webcontainer.webapp.WebApp")
            .weave(
                method("handleRequest", REQUEST_AND_RESPONSE + CONNECTION + ")V", "WebAppAdvice")
                    .enter("enter", arg(0), arg(1), arg(2))
                    .exit("exit")),
        ClassRule.named("com.ibm.ws.webcontainer.servlet.CacheServletWrapper")
            .weave(
                method("handleRequest", REQUEST_AND_RESPONSE + ")V", "WebAppAdvice")
                    .enter("cached", arg(0), arg(1))
                    .exit("exit")),
        ClassRule.named("com.ibm.ws.webcontainer.filter.WebAppFilterManager")
            .weave(
                method(
                        "invokeFilters",
                        REQUEST_AND_RESPONSE
                            + "Lcom/ibm/wsspi/webcontainer/servlet/IServletContext;"
                            + "Lcom/ibm/wsspi/webcontainer/RequestProcessor;Ljava/util/EnumSet;"
                            + CONNECTION
                            + ")Z",
                        "MappedAdvice")
                    .enter("enter", arg(0))),
        ClassRule.named("com.ibm.ws.session.store.memory.MemoryStore")
            .weave(
                method(
                        "createSession",
                        "(Ljava/lang/String;Z)Lcom/ibm/wsspi/session/ISession;",
                        "SessionAdvice")
                    .enter("enter", self())
                    .exit("created")));
  }
}
