package io.sidelight.inst.tomcat;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.field;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.MethodRule.method;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import java.util.Arrays;
import java.util.List;

/** What is below the container and knows nothing of servlets: the same for both name spaces. */
public final class CoyoteInstrumentation implements Instrumentation {
  private static final String FILTER = "org.apache.coyote.http11.filters.GzipOutputFilter";

  @Override
  public String name() {
    return "tomcat";
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named(FILTER)
            .weave(
                method("setResponse", "(Lorg/apache/coyote/Response;)V", "CompressAdvice")
                    .enter("begin", self(), arg(0))),
        ClassRule.named(FILTER + "$FakeOutputStream")
            .weave(
                method("write", "([BII)V", "CompressAdvice")
                    .enter("write", field("this$0", 'L' + FILTER.replace('.', '/') + ';'), arg(2)),
                method("write", "(I)V", "CompressAdvice")
                    .enter("writeOne", field("this$0", 'L' + FILTER.replace('.', '/') + ';'))));
  }
}
