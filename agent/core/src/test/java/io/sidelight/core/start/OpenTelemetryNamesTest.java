package io.sidelight.core.start;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenTelemetryNamesTest {

  @ParameterizedTest
  @CsvSource({
    "enabled, OTEL_JAVAAGENT_ENABLED, FALSE, false",
    "service.name, OTEL_SERVICE_NAME, shop, shop",
    "resource.attributes, OTEL_RESOURCE_ATTRIBUTES, a=b%2Cc, 'a=b,c'",
    "metrics.enabled, OTEL_METRICS_EXPORTER, none, false",
    "metrics.enabled, OTEL_METRICS_EXPORTER, prometheus, true",
    "metrics.enabled, OTEL_METRICS_EXPORTER, otlp, true",
    "metrics.host, OTEL_EXPORTER_PROMETHEUS_HOST, localhost, localhost",
    "metrics.port, OTEL_EXPORTER_PROMETHEUS_PORT, 9500, 9500",
    "traces.exporter, OTEL_TRACES_EXPORTER, none, none",
    "traces.exporter, OTEL_TRACES_EXPORTER, 'console, OTLP', otlp",
    "traces.exporter, OTEL_SDK_DISABLED, True, none",
    "traces.endpoint, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, https://c/custom, https://c/custom",
    "traces.endpoint, OTEL_EXPORTER_OTLP_ENDPOINT, http://c:4318, http://c:4318/v1/traces",
    "traces.endpoint, OTEL_EXPORTER_OTLP_ENDPOINT, http://c:4318/a/, http://c:4318/a/v1/traces",
    "traces.protocol, OTEL_EXPORTER_OTLP_TRACES_PROTOCOL, http/protobuf, http/protobuf",
    "traces.protocol, OTEL_EXPORTER_OTLP_PROTOCOL, http/protobuf, http/protobuf",
    "traces.timeout, OTEL_EXPORTER_OTLP_TRACES_TIMEOUT, 1500, 1500ms",
    "traces.timeout, OTEL_EXPORTER_OTLP_TIMEOUT, 2000, 2s",
    "traces.timeout, OTEL_EXPORTER_OTLP_TIMEOUT, 0, 1d",
    "traces.compression, OTEL_EXPORTER_OTLP_TRACES_COMPRESSION, gzip, gzip",
    "traces.compression, OTEL_EXPORTER_OTLP_COMPRESSION, gzip, gzip",
    "traces.sampler, OTEL_TRACES_SAMPLER, parentbased_traceidratio, parentbased_traceidratio",
    "traces.sampler.arg, OTEL_TRACES_SAMPLER_ARG, 0.25, 0.25",
    "traces.batch.delay, OTEL_BSP_SCHEDULE_DELAY, 250, 250ms",
    "traces.batch.delay, OTEL_BSP_SCHEDULE_DELAY, 0, 1ms",
    "traces.batch.size, OTEL_BSP_MAX_EXPORT_BATCH_SIZE, 64, 64",
    "propagators, OTEL_PROPAGATORS, none, none",
    "http.known-methods, OTEL_INSTRUMENTATION_HTTP_KNOWN_METHODS, 'GET,PROPFIND', 'GET,PROPFIND'",
  })
  void variableAndPropertySetTheOption(String key, String name, String value, String shown) {
    Option<?> option = Options.byKey(key);

    Configuration byVariable = Given.variable(name, value).configuration();
    assertEquals(shown, byVariable.shown(option));
    assertEquals(name, byVariable.origin(option));
    assertEquals(List.of(), byVariable.messages());

    String property = name.toLowerCase(java.util.Locale.ROOT).replace('_', '.');
    Configuration byProperty = Given.property(property, value).configuration();
    assertEquals(shown, byProperty.shown(option));
    assertEquals("-D" + property, byProperty.origin(option));
    assertEquals(List.of(), byProperty.messages());
  }

  @Test
  void headersAreDecoded() {
    for (String name : List.of("OTEL_EXPORTER_OTLP_TRACES_HEADERS", "OTEL_EXPORTER_OTLP_HEADERS")) {
      assertEquals(
          Map.of("authorization", "Basic YWJj==", "x-key", "a,b"),
          Given.variable(name, "authorization=Basic%20YWJj==, x-key = a%2Cb")
              .configuration()
              .get(Options.TRACES_HEADERS));
    }
  }

  @Test
  void propertyMayKeepItsDashes() {
    assertEquals(
        List.of("GET"),
        Given.property("otel.instrumentation.http.known-methods", "GET")
            .configuration()
            .get(Options.HTTP_KNOWN_METHODS));
  }

  @Test
  void ownNamesBeatTheirs() {
    Configuration configuration =
        Given.variable("OTEL_EXPORTER_PROMETHEUS_PORT", "1")
            .andVariable("SIDELIGHT_METRICS_PORT", "2")
            .configuration();
    assertEquals(2, configuration.get(Options.METRICS_PORT));
  }

  @Test
  void signalsOwnVariableBeatsTheGeneralOne() {
    Configuration configuration =
        Given.variable("OTEL_EXPORTER_OTLP_ENDPOINT", "http://general")
            .andVariable("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://traces")
            .configuration();
    assertEquals("http://traces", configuration.get(Options.TRACES_ENDPOINT));
  }

  @Test
  void sdkThatIsNotDisabledHasNoSay() {
    for (String value : List.of("false", "1", "yes")) {
      Configuration configuration = Given.variable("OTEL_SDK_DISABLED", value).configuration();
      assertEquals("otlp", configuration.get(Options.TRACES_EXPORTER));
      assertEquals("default", configuration.origin(Options.TRACES_EXPORTER));
    }
    assertEquals(
        "none",
        Given.variable("OTEL_SDK_DISABLED", "true")
            .andVariable("OTEL_TRACES_EXPORTER", "otlp")
            .configuration()
            .get(Options.TRACES_EXPORTER));
  }

  @Test
  void grpcIsToldAndReplaced() {
    Configuration configuration =
        Given.variable("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc").configuration();
    assertEquals("http/protobuf", configuration.get(Options.TRACES_PROTOCOL));
    assertEquals(
        List.of(
            "traces.protocol: 'grpc' from OTEL_EXPORTER_OTLP_PROTOCOL is not accepted, expected"
                + " http/protobuf (grpc is not supported yet); using 'http/protobuf' (default)"),
        configuration.messages());
  }

  @Test
  void exporterThatIsNotSupportedIsToldInItsOwnWords() {
    Configuration configuration = Given.variable("OTEL_TRACES_EXPORTER", "zipkin").configuration();
    assertEquals("otlp", configuration.get(Options.TRACES_EXPORTER));
    assertEquals(
        List.of(
            "traces.exporter: 'zipkin' from OTEL_TRACES_EXPORTER is not accepted, expected otlp or"
                + " none; using 'otlp' (default)"),
        configuration.messages());
  }

  @Test
  void allPropagatorsOfOpenTelemetryItselfAreSupported() {
    List<String> all = List.of("jaeger", "b3multi", "b3", "baggage", "tracecontext");
    Configuration configuration =
        Given.variable("OTEL_PROPAGATORS", String.join(",", all)).configuration();
    assertEquals(all, configuration.get(Options.PROPAGATORS));
    assertEquals(List.of(), configuration.messages());
  }

  @Test
  void propagatorsThatAreNotSupportedAreLeftOutWithOneWarning() {
    Configuration configuration =
        Given.variable("OTEL_PROPAGATORS", "xray,B3,TraceContext,b3mutli,ottrace,b3")
            .configuration();
    assertEquals(List.of("b3", "tracecontext"), configuration.get(Options.PROPAGATORS));
    assertEquals(
        List.of(
            "propagators: 'xray,b3mutli,ottrace' from OTEL_PROPAGATORS is not supported and left"
                + " out (did you mean 'b3multi'?); using 'b3,tracecontext'"),
        configuration.messages());
    assertEquals(
        List.of(),
        Given.variable("OTEL_PROPAGATORS", "none").configuration().get(Options.PROPAGATORS));
    assertEquals(
        List.of("tracecontext", "baggage"),
        Given.variable("OTEL_PROPAGATORS", "xray").configuration().get(Options.PROPAGATORS));
  }
}
