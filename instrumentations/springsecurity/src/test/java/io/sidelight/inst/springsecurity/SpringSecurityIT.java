package io.sidelight.inst.springsecurity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.Await;
import io.sidelight.test.CountingClient;
import io.sidelight.test.Exposition;
import io.sidelight.test.JavaxTwin;
import io.sidelight.test.Libraries;
import io.sidelight.test.OtlpSink;
import io.sidelight.test.Sample;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spring Security as Boot sets it up: a password for everything, by a form or with the request. */
class SpringSecurityIT {
  private static final Path MODULE =
      AgentJar.repository().resolve("instrumentations/springsecurity");
  private static final Path APP = AgentJar.repository().resolve("test-apps/spring/target/classes");

  /** As in the application. */
  private static final String KEY = "a secret of no less than thirty-two bytes";

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

  /** Each way to be somebody: the attempts, and nothing for those who are remembered by session. */
  @ParameterizedTest
  @CsvSource({"security-5.7, false", "security-6.5, true", "security-7.1, true"})
  void countsFormsTokensAndRefusals(String version, boolean jakarta) throws Exception {
    try (AppProcess app =
        AppProcess.builder()
            .classPath(jakarta ? APP : JavaxTwin.of(APP, temp))
            .classPath(Libraries.dir(MODULE, version))
            .main("com.example.spring.security.SecureApp")
            .args("--server.port=0")
            .start()) {
      Visitor ann = new Visitor(app.port("listening at port (\\d+)"));
      Map<String, Long> expected = new TreeMap<>();

      assertEquals(302, ann.logIn("wrong"));
      await(app, expected, "failure password");
      assertEquals(302, ann.logIn("secret"));
      await(app, expected, "success password");
      assertEquals(200, ann.get("/owners/1"));
      assertEquals(200, ann.get("/owners/2"));
      assertEquals(403, ann.get("/admin/1"));
      await(app, expected, "denied other");

      ann.forget("JSESSIONID");
      assertEquals(200, ann.get("/owners/3"));
      assertEquals(200, ann.get("/owners/4"));
      await(app, expected, "success remember_me");

      Visitor caller = new Visitor(ann.port);
      assertEquals(200, caller.get("/owners/5", bearer(KEY)));
      await(app, expected, "success bearer");
      assertEquals(401, caller.get("/owners/5", bearer("not " + KEY)));
      await(app, expected, "failure bearer");
      assertEquals(401, caller.get("/owners/5", "Authorization", "Bearer no.token.really"));
      await(app, expected, "failure bearer");
      assertEquals(403, caller.get("/admin/5", bearer(KEY)));
      // One attempt, though the token itself is right.
      await(app, expected, "denied bearer");
      assertEquals(0, app.scrape().sum("sidelight_advice_errors_total"));
    }
  }

  /** Once more this, and nothing else. */
  private static void await(AppProcess app, Map<String, Long> expected, String added) {
    expected.merge(added, 1L, Long::sum);
    Await.until(
        "the attempts " + expected,
        CountingClient.LIMIT,
        () -> attempts(app.scrape()),
        expected::equals);
  }

  /** The header with a token signed by that key (RFC 7519, RFC 7515). */
  private static String[] bearer(String key) throws GeneralSecurityException {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String signed =
        base64.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.US_ASCII))
            + '.'
            + base64.encodeToString("{\"sub\":\"ann\"}".getBytes(StandardCharsets.US_ASCII));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
    byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
    String token = signed + '.' + base64.encodeToString(signature);
    return new String[] {"Authorization", "Bearer " + token};
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
