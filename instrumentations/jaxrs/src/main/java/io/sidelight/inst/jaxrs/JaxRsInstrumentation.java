package io.sidelight.inst.jaxrs;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.field;
import static io.sidelight.core.weave.MethodRule.method;
import static io.sidelight.core.weave.MethodRule.overloads;

import io.sidelight.core.weave.Argument;
import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import io.sidelight.core.weave.MethodRule;
import java.util.Arrays;
import java.util.List;

/** Routes of Jersey and RESTEasy; see README.md for why it hooks where it hooks. */
public final class JaxRsInstrumentation implements Instrumentation {
  private static final Argument TEMPLATES = field("templates", "Ljava/util/LinkedList;");
  private static final String EXCHANGE =
      "Lorg/jboss/resteasy/spi/HttpRequest;Lorg/jboss/resteasy/spi/HttpResponse;";
  private static final String WITH_TARGET = EXCHANGE + "Ljava/lang/Object;";

  /** What is returned by the first versions of RESTEasy 4, and by those after them. */
  private static final String STAGE = "Ljava/util/concurrent/CompletionStage;";

  private static final String RESPONSE = "Lorg/jboss/resteasy/specimpl/BuiltResponse;";

  @Override
  public String name() {
    return "jaxrs";
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named("org.glassfish.jersey.server.internal.routing.UriRoutingContext")
            .weave(
                overloads("setEndpoint", "JerseyAdvice").enter("enter", TEMPLATES),
                overloads("setInflector", "JerseyAdvice").enter("enter", TEMPLATES)),
        ClassRule.named("org.glassfish.jersey.server.ServerRuntime$Responder")
            .weave(
                method("process", "(Ljava/lang/Throwable;)V", "HandledAdvice")
                    .enter("enter", arg(0))),
        ClassRule.named("org.jboss.resteasy.core.ExceptionHandler")
            .weave(overloads("handleException", "HandledAdvice").enter("enter", arg(1))),
        ClassRule.named("org.jboss.resteasy.core.ResourceMethodInvoker")
            .weave(
                resteasyMethod(EXCHANGE, STAGE),
                resteasyMethod(EXCHANGE, RESPONSE),
                resteasyMethod(WITH_TARGET, STAGE),
                resteasyMethod(WITH_TARGET, RESPONSE)),
        ClassRule.named("org.jboss.resteasy.core.ResourceLocatorInvoker")
            .weave(resteasyLocator(STAGE), resteasyLocator(RESPONSE)));
  }

  private static MethodRule resteasyMethod(String parameters, String returned) {
    return method("invoke", "(" + parameters + ")" + returned, "ResteasyMethodAdvice")
        .enter("enter", field("method", "Lorg/jboss/resteasy/spi/metadata/ResourceMethod;"));
  }

  private static MethodRule resteasyLocator(String returned) {
    return method(
            "invokeOnTargetObject", "(" + WITH_TARGET + ")" + returned, "ResteasyLocatorAdvice")
        .enter("enter", field("method", "Lorg/jboss/resteasy/spi/metadata/ResourceLocator;"))
        .exit("exit");
  }
}
