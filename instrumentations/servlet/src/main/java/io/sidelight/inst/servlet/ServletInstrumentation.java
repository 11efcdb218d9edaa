package io.sidelight.inst.servlet;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.MethodRule.method;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import io.sidelight.core.weave.MethodRule;
import java.util.Arrays;
import java.util.List;

/** Requests to servlets and filters; see README.md for why it hooks where it hooks. */
public final class ServletInstrumentation implements Instrumentation {
  private static final String REQUEST_AND_RESPONSE =
      "(Ljavax/servlet/ServletRequest;Ljavax/servlet/ServletResponse;";
  private static final String LIBERTY_CONNECTION = "Lcom/ibm/wsspi/http/HttpInboundConnection;";

  @Override
  public String name() {
    return "servlet";
  }

  @Override
  public boolean jakartaToo() {
    return true;
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named("com.ibm.ws.webcontainer.webapp.WebApp")
            .weave(request("handleRequest", REQUEST_AND_RESPONSE + LIBERTY_CONNECTION + ")V")),
        ClassRule.named("com.ibm.ws.webcontainer.filter.WebAppFilterManager")
            .weave(
                method(
                        "invokeFilters",
                        REQUEST_AND_RESPONSE
                            + "Lcom/ibm/wsspi/webcontainer/servlet/IServletContext;"
                            + "Lcom/ibm/wsspi/webcontainer/RequestProcessor;Ljava/util/EnumSet;"
                            + LIBERTY_CONNECTION
                            + ")Z",
                        "LibertyMappedAdvice")
                    .enter("enter", arg(0))),
        ClassRule.subtypesOf("javax.servlet.Filter")
            .weave(request("doFilter", REQUEST_AND_RESPONSE + "Ljavax/servlet/FilterChain;)V")),
        ClassRule.subtypesOf("javax.servlet.Servlet")
            .weave(request("service", REQUEST_AND_RESPONSE + ")V")));
  }

  private static MethodRule request(String name, String descriptor) {
    return method(name, descriptor, "RequestAdvice").enter("enter", arg(0), arg(1)).exit("exit");
  }
}
