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
        ClassRule.subtypesOf("javax.servlet.AsyncContext")
            .weave(
                method("start", "(Ljava/lang/Runnable;)V", "AsyncStartAdvice")
                    .replace(0, "inContext")),
        ClassRule.subtypesOf("javax.servlet.Filter")
            .weave(request("doFilter", REQUEST_AND_RESPONSE + "Ljavax/servlet/FilterChain;)V")),
        ClassRule.subtypesOf("javax.servlet.Servlet")
            .weave(request("service", REQUEST_AND_RESPONSE + ")V")));
  }

  private static MethodRule request(String name, String descriptor) {
    return method(name, descriptor, "RequestAdvice").enter("enter", arg(0), arg(1)).exit("exit");
  }
}
