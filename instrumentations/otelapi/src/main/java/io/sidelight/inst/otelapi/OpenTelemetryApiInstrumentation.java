package io.sidelight.inst.otelapi;

import static io.sidelight.core.weave.Argument.field;
import static io.sidelight.core.weave.MethodRule.method;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import java.util.Arrays;
import java.util.List;

/** Spans that the application makes by its own copy of the OpenTelemetry API. */
public final class OpenTelemetryApiInstrumentation implements Instrumentation {
  private static final String GET = "()Lio/opentelemetry/api/OpenTelemetry;";

  @Override
  public String name() {
    return "otelapi";
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named("io.opentelemetry.api.GlobalOpenTelemetry")
            .weave(
                method("get", GET, "GlobalAdvice").replaceResult("orAgents"),
                method("getOrNoop", GET, "GlobalAdvice").replaceResult("orAgents"),
                method("isSet", "()Z", "GlobalAdvice").enter("asked"),
                method("set", "(Lio/opentelemetry/api/OpenTelemetry;)V", "GlobalAdvice")
                    .replace(0, "setting")),
        ClassRule.named("io.opentelemetry.context.ContextStorageWrappers")
            .weave(method("getWrappers", "()Ljava/util/List;", "StorageAdvice").enter("wrap")),
        ClassRule.named("io.opentelemetry.sdk.trace.SdkTracerProviderBuilder")
            .weave(
                method("build", "()Lio/opentelemetry/sdk/trace/SdkTracerProvider;", "SdkAdvice")
                    .enter("building", field("spanProcessors", "Ljava/util/List;"))));
  }
}
