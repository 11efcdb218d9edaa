package io.sidelight.inst.springsecurity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.CountingClient;
import io.sidelight.test.Exposition;
import io.sidelight.test.JavaxTwin;
import io.sidelight.test.Libraries;
import io.sidelight.test.OtlpSink;
import io.sidelight.test.Sample;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spring Security as Boot sets it up: a password for everything, by a form or with the request. */
class SpringSecurityIT {
  private static final Path MODULE =
      AgentJar.repository().resolve("instrumentations/springsecurity");
  private static final Path APP = AgentJar.repository().resolve("test-apps/spring/target/classes");

  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource({
    "security-5.7, false, /",
    // Looks the handler up before it lets anybody in, and so the route is known.
    "security-6.5, true, /owners/{ownerId}",
    "security-7.1, true, /",
  })
  void countsEachAttemptOnce(String version, boolean jakarta, String refused) {
    try (OtlpSink sink = OtlpSink.start();
        AppProcess app =
            AppProcess.builder()
                .classPath(jakarta ? APP : JavaxTwin.of(APP, temp))
                .classPath(Libraries.dir(MODULE, version))
                .main("com.example.spring.boot.BootApp")
                .args(
                    "--server.port=0",
                    "--spring.security.user.name=ann",
                    "--spring.security.user.password=secret")
                .otlp(sink)
                .agentArg("traces.batch.delay", "10ms")
                .start()) {
      CountingClient client = new CountingClient(app.port("listening at port (\\d+)"));

      client.send("GET", "/owners/1", "/owners/{ownerId}", 200, basic("ann:secret"));
      client.send("GET", "/owners/2", "/owners/{ownerId}", 200, basic("ann:secret"));
      client.send("GET", "/owners/1", refused, 401, basic("ann:wrong"));
      client.send("GET", "/owners/1", refused, 401, basic("bob:secret"));
      client.send("GET", "/owners/1", refused, 401, basic("bob:secret"));
      client.send("GET", "/owners/1", refused, 401, "Authorization", "Bearer nobody-reads-this");
      client.get("/owners/1", refused, 401);

      client.awaitCounted(app);
      client.awaitSpans(sink);
      Exposition page = app.scrape();
      assertEquals(
          Map.of(
              "success password", 2L,
              "failure password", 3L,
              "failure bearer", 1L),
          attempts(page));
      assertEquals(0, page.sum("sidelight_advice_errors_total"));
    }
  }

  private static Map<String, Long> attempts(Exposition page) {
    Map<String, Long> attempts = new TreeMap<>();
    for (Sample sample : page.series("auth_attempts_total")) {
      attempts.put(
          sample.labels().get("status") + " " + sample.labels().get("method"),
          (long) sample.value());
    }
    return attempts;
  }

  private static String[] basic(String credentials) {
    byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
    return new String[] {"Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes)};
  }
}
