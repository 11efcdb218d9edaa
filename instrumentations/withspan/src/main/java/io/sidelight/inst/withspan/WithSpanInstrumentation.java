package io.sidelight.inst.withspan;

import static io.sidelight.core.weave.Argument.annotatedParameters;
import static io.sidelight.core.weave.Argument.method;
import static io.sidelight.core.weave.MethodRule.annotated;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import java.util.Arrays;
import java.util.List;

/** Methods that the application has marked to be spans, in both packages the mark has had. */
public final class WithSpanInstrumentation implements Instrumentation {
  private static final String NOW = "io.opentelemetry.instrumentation.annotations.";
  private static final String BEFORE = "io.opentelemetry.extension.annotations.";

  @Override
  public String name() {
    return "withspan";
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        withSpan(NOW),
        withSpan(BEFORE),
        ClassRule.annotatedMethods(NOW + "AddingSpanAttributes", NOW + "SpanAttribute")
            .weave(annotated("AttributesAdvice").enter("begin", method(), annotatedParameters())));
  }

  private static ClassRule withSpan(String place) {
    return ClassRule.annotatedMethods(place + "WithSpan", place + "SpanAttribute")
        .weave(
            annotated("WithSpanAdvice")
                .enter("begin", method(), annotatedParameters())
                .exit("end"));
  }
}
