package io.sidelight.inst.springmvc;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.field;
import static io.sidelight.core.weave.MethodRule.method;
import static io.sidelight.core.weave.MethodRule.overloads;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import java.util.Arrays;
import java.util.List;

/** Routes of Spring MVC; see README.md for why it hooks where it hooks. */
public final class SpringMvcInstrumentation implements Instrumentation {
  private static final String REQUEST = "Ljavax/servlet/http/HttpServletRequest;";

  @Override
  public String name() {
    return "springmvc";
  }

  @Override
  public boolean jakartaToo() {
    return true;
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named(
                "org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping")
            .weave(
                method(
                        "handleMatch",
                        "(Lorg/springframework/web/servlet/mvc/method/RequestMappingInfo;"
                            + "Ljava/lang/String;"
                            + REQUEST
                            + ")V",
                        "MethodMappingAdvice")
                    .enter("enter", arg(0), arg(2))
                    .exit("exit")),
        ClassRule.named("org.springframework.web.servlet.function.support.RouterFunctionMapping")
            .weave(
                method(
                        "getHandlerInternal",
                        "(" + REQUEST + ")Ljava/lang/Object;",
                        "RouterFunctionAdvice")
                    .enter("enter", arg(0))
                    .exit("exit")),
        ClassRule.named("org.springframework.web.servlet.DispatcherServlet")
            .weave(overloads("processHandlerException", "HandledAdvice").enter("enter", arg(3))),
        ClassRule.named("org.springframework.web.servlet.handler.AbstractUrlHandlerMapping")
            .weave(
                method(
                        "exposePathWithinMapping",
                        "(Ljava/lang/String;Ljava/lang/String;" + REQUEST + ")V",
                        "UrlMappingAdvice")
                    .enter(
                        "enter", arg(0), arg(1), arg(2), field("handlerMap", "Ljava/util/Map;"))));
  }
}
