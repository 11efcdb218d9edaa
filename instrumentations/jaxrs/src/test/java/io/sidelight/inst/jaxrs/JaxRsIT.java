package io.sidelight.inst.jaxrs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.CountingClient;
import io.sidelight.test.JavaxTwin;
import io.sidelight.test.Libraries;
import io.sidelight.test.OtlpSink;
import io.sidelight.test.Sample;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same resources in Jersey and in RESTEasy, by servlet and by filter. */
class JaxRsIT {
  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/jaxrs");
  private static final Path APP = AgentJar.repository().resolve("test-apps/jaxrs/target/classes");

  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource({
    "jersey-2.0, false",
    "jersey-2.48, false",
    "jersey-3.1, true",
    "jersey-4.0, true",
    "resteasy-4.0, false",
    "resteasy-4.7, false",
    "resteasy-6.2, true",
  })
  void namesTheRouteByTheTemplates(String library, boolean jakarta) {
    try (OtlpSink sink = OtlpSink.start();
        AppProcess app =
            AppProcess.builder()
                .classPath(jakarta ? APP : JavaxTwin.of(APP, temp))
                .classPath(Libraries.dir(MODULE, library))
                .jvmArgs("--add-opens=java.base/java.lang=ALL-UNNAMED")
                .main("com.example.jaxrs.JaxRsApp")
                .args(library.replaceFirst("-.*", ""))
                .otlp(sink)
                .agentArg("traces.batch.delay", "10ms")
                .start()) {
      CountingClient client = new CountingClient(app.port("listening at port (\\d+)"));

      resources(client, "/ctx/app", "/ctx/app/*");
      resources(client, "", "/*");
      resources(client, "/filter", "/filter/");

      client.awaitCounted(app);
      client.awaitSpans(sink);
      for (String at : new String[] {"/ctx/app", "", "/filter"}) {
        assertEquals("java.lang.IllegalStateException", error(app, at + "/owners/{id}/fail"));
        assertEquals(
            "java.lang.UnsupportedOperationException", error(app, at + "/owners/{id}/trouble"));
        assertEquals("503", error(app, at + "/owners/{id}/later/fail"));
      }
      assertEquals(0, app.scrape().sum("sidelight_advice_errors_total"));
    }
  }

  /** The type of the only error under this route. */
  private static String error(AppProcess app, String route) {
    List<Sample> errors =
        app.scrape().series("errors_total").stream()
            .filter(sample -> route.equals(sample.labels().get("route")))
            .toList();
    assertEquals(1, errors.size(), errors.toString());
    return errors.get(0).labels().get("type");
  }

  /**
   * @param unmatched the route of what no resource has
   */
  private static void resources(CountingClient client, String at, String unmatched) {
    client.get(at + "/owners", at + "/owners", 200);
    client.get(at + "/owners/1", at + "/owners/{id}", 200);
    client.get(at + "/owners/2", at + "/owners/{id}", 200);
    client.get(at + "/owners/1/later", at + "/owners/{id}/later", 200);
    client.get(at + "/owners/1/later/fail", at + "/owners/{id}/later/fail", 503);
    client.get(at + "/owners/1/refuse", at + "/owners/{id}/refuse", 409);
    client.get(at + "/owners/1/fail", at + "/owners/{id}/fail", 500);
    client.get(at + "/owners/1/trouble", at + "/owners/{id}/trouble", 500);
    client.get(at + "/owners/1/pets", at + "/owners/{id}/pets", 200);
    client.get(at + "/owners/1/pets/2", at + "/owners/{id}/pets/{pet}", 200);
    client.get(
        at + "/owners/1/pets/2/visits/3", at + "/owners/{id}/pets/{pet}/visits/{visit}", 200);
    client.send("GET", at + "/owners/4", at + "/owners/{id}", 403, "X-Deny", "yes");
    client.get(at + "/nobody/knows", unmatched, 404);
    client.get(at + "/owners/not-a-number", unmatched, 404);
  }
}
