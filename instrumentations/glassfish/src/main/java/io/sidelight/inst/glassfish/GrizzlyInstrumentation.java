package io.sidelight.inst.glassfish;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.MethodRule.method;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import java.util.Arrays;
import java.util.List;

/** What is below the container and knows nothing of servlets: the same for both name spaces. */
public final class GrizzlyInstrumentation implements Instrumentation {
  private static final String CONTENT = "Lorg/glassfish/grizzly/http/HttpContent;";

  @Override
  public String name() {
    return "glassfish";
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named("org.glassfish.grizzly.http.HttpCodecFilter")
            .weave(
                method(
                        "encodeContent",
                        "(Lorg/glassfish/grizzly/Connection;" + CONTENT + ")" + CONTENT,
                        "EncodeAdvice")
                    .enter("enter", arg(1))
                    .exit("exit")),
        ClassRule.named("org.glassfish.grizzly.http.io.InputBuffer")
            .weave(
                method("append", "(" + CONTENT + ")Z", "ReadAdvice")
                    .enter("append", self(), arg(0)),
                method("blockingRead", "()" + CONTENT, "ReadAdvice")
                    .enter("enter", self())
                    .exit("exit")));
  }
}
