package io.sidelight.core.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecedenceTest {
  @TempDir Path folder;

  /** Every source names another service; taking the strongest away uncovers the next. */
  @Test
  void strongestSourceWinsAndUncoversTheNext() throws Exception {
    Path file = Files.writeString(folder.resolve("agent.properties"), "service.name=file");
    Properties properties = new Properties();
    properties.setProperty("sidelight.service.name", "property");
    properties.setProperty("otel.service.name", "otel-property");
    Map<String, String> environment = new java.util.HashMap<>();
    environment.put("SIDELIGHT_SERVICE_NAME", "variable");
    environment.put("OTEL_SERVICE_NAME", "otel-variable");

    assertName(
        "arguments", "the agent arguments", "service.name=arguments", properties, environment);
    assertName("property", "-Dsidelight.service.name", null, properties, environment);
    properties.remove("sidelight.service.name");
    assertName("otel-property", "-Dotel.service.name", null, properties, environment);
    properties.remove("otel.service.name");
    assertName("variable", "SIDELIGHT_SERVICE_NAME", null, properties, environment);
    environment.remove("SIDELIGHT_SERVICE_NAME");
    assertName("otel-variable", "OTEL_SERVICE_NAME", null, properties, environment);
    environment.remove("OTEL_SERVICE_NAME");
    assertName("file", file.toString(), null, properties, environment);
    Files.delete(file);
    assertName("", "default", null, properties, environment);
  }

  private void assertName(
      String name,
      String origin,
      String arguments,
      Properties properties,
      Map<String, String> env) {
    Configuration configuration =
        Configuration.of(new Sources(arguments, properties, env, folder.toFile()));
    assertEquals(name, configuration.get(Options.SERVICE_NAME));
    assertEquals(origin, configuration.origin(Options.SERVICE_NAME));
    assertEquals(List.of(), configuration.messages());
  }

  @Test
  void nothingSetMeansDefaultsAndSilence() {
    Configuration configuration = Given.nothing();

    assertEquals(List.of(), configuration.messages());
    assertEquals(true, configuration.get(Options.ENABLED));
    assertEquals("0.0.0.0", configuration.get(Options.METRICS_HOST));
    assertEquals(9464, configuration.get(Options.METRICS_PORT));
    assertEquals(10_000L, configuration.get(Options.TRACES_TIMEOUT));
    assertEquals(16L * 1024 * 1024, configuration.get(Options.TRACES_QUEUE_BYTES));
    assertEquals(List.of("tracecontext", "baggage"), configuration.get(Options.PROPAGATORS));
    assertEquals(10, configuration.get(Options.HTTP_KNOWN_METHODS).size());
    assertEquals(Map.of(), configuration.get(Options.METRICS_LABELS));
    for (Option<?> option : Options.all()) {
      assertEquals("default", configuration.origin(option));
      assertFalse(configuration.isSet(option));
    }
  }

  @Test
  void emptyValueCountsAsNotSet() {
    Configuration configuration =
        Given.variable("OTEL_SERVICE_NAME", "shop")
            .andArguments("service.name=")
            .andProperty("sidelight.service.name", "   ")
            .andVariable("SIDELIGHT_SERVICE_NAME", "")
            .configuration();

    assertEquals("shop", configuration.get(Options.SERVICE_NAME));
    assertEquals(List.of(), configuration.messages());
  }

  @Test
  void refusedValueUncoversTheNextSource() {
    Configuration configuration =
        Given.arguments("metrics.port=99999")
            .andVariable("SIDELIGHT_METRICS_PORT", "9500")
            .configuration();

    assertEquals(9500, configuration.get(Options.METRICS_PORT));
    assertEquals(
        List.of(
            "metrics.port: '99999' from the agent arguments is not accepted, expected a whole number"
                + " from 0 to 65535; using '9500' (SIDELIGHT_METRICS_PORT)"),
        configuration.messages());
  }

  @Test
  void valuesRefusedTwiceAreToldInOneLine() {
    Configuration configuration =
        Given.arguments("enabled=maybe").andVariable("OTEL_JAVAAGENT_ENABLED", "1").configuration();

    assertEquals(true, configuration.get(Options.ENABLED));
    assertEquals(
        List.of(
            "enabled: 'maybe' from the agent arguments is not accepted, expected true or false; '1'"
                + " from OTEL_JAVAAGENT_ENABLED is not accepted, expected true or false; using"
                + " 'true' (default)"),
        configuration.messages());
  }

  @Test
  void fileThatIsNamedReplacesTheOneBesideTheJar() throws Exception {
    Files.writeString(folder.resolve("agent.properties"), "service.name=beside\nmetrics.port=1");
    Path named = Files.writeString(folder.resolve("named.properties"), "service.name=named");

    for (Given given :
        List.of(
            Given.folder(folder.toFile()).andArguments("config=" + named),
            Given.folder(folder.toFile()).andProperty("sidelight.config", named.toString()),
            Given.folder(folder.toFile()).andVariable("SIDELIGHT_CONFIG", named.toString()))) {
      Configuration configuration = given.configuration();
      assertEquals("named", configuration.get(Options.SERVICE_NAME));
      assertEquals(9464, configuration.get(Options.METRICS_PORT));
    }
  }

  @Test
  void variablesInOddCaseCountAfterThoseInUpperCase() {
    assertEquals(
        "odd",
        Given.variable("Sidelight_service_Name", "odd").configuration().get(Options.SERVICE_NAME));
    assertEquals(
        "upper",
        Given.variable("sidelight_service_name", "odd")
            .andVariable("SIDELIGHT_SERVICE_NAME", "upper")
            .configuration()
            .get(Options.SERVICE_NAME));
  }

  @Test
  void sourcesThatMayNotBeReadAreToldAndOthersCount() {
    Properties locked =
        new Properties() {
          @Override
          public java.util.Set<String> stringPropertyNames() {
            throw new SecurityException("no");
          }
        };
    Map<String, String> lockedEnvironment =
        new java.util.AbstractMap<>() {
          @Override
          public java.util.Set<Entry<String, String>> entrySet() {
            throw new SecurityException();
          }
        };
    Configuration configuration =
        Configuration.of(new Sources("service.name=a", locked, lockedEnvironment, null));
    assertEquals("a", configuration.get(Options.SERVICE_NAME));
    assertTrue(
        configuration
            .messages()
            .contains("the system properties cannot be read: SecurityException 'no'"));
    assertTrue(
        configuration.messages().contains("the environment cannot be read: SecurityException"));

    configuration = Configuration.of(new Sources("service.name=a", null, null, folder.toFile()));
    assertEquals("a", configuration.get(Options.SERVICE_NAME));
    assertTrue(configuration.messages().contains("the system properties may not be read"));
    assertTrue(configuration.messages().contains("the environment may not be read"));
  }

  @Test
  void propertiesThatAreNotTextsAndNullsAreSkipped() {
    Properties properties = new Properties();
    properties.put("sidelight.service.name", 7);
    properties.put(8, "x");
    Map<String, String> environment = new java.util.HashMap<>();
    environment.put(null, "x");
    environment.put("SIDELIGHT_SERVICE_NAME", null);

    Configuration configuration =
        Configuration.of(new Sources(null, properties, environment, null));

    assertEquals("", configuration.get(Options.SERVICE_NAME));
    assertEquals(List.of(), configuration.messages());
  }

  @Test
  void processIsReadWithoutAJar() {
    assertEquals(
        "p", Configuration.of(Sources.ofProcess("service.name=p", null)).get(Options.SERVICE_NAME));
  }

  @Test
  void processLooksForItsFileBesideTheJar() throws Exception {
    Files.writeString(folder.resolve("agent.properties"), "sql.cache.bytes=77");

    Sources sources = Sources.ofProcess(null, folder.resolve("sidelight-agent.jar").toFile());

    assertEquals(77L, Configuration.of(sources).get(Options.SQL_CACHE_BYTES));
  }
}
