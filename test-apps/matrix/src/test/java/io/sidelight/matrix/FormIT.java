package io.sidelight.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.test.Await;
import io.sidelight.test.Counts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Log-in by a form, and the requests of a user who is remembered after it, on the servers that have
 * ways of their own to remember one. Only the log-ins are attempts.
 */
class FormIT {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  @TempDir Path folder;

  private final Map<String, String> cookies = new TreeMap<>();
  private Running running;
  private long sent;

  @ParameterizedTest
  @EnumSource(
      value = Server.class,
      names = {
        "WILDFLY_26",
        "WILDFLY_39",
        "LIBERTY_SERVLET_4",
        "LIBERTY_SERVLET_6",
        "TOMEE_9",
        "PAYARA_5",
        "PAYARA_6"
      })
  void countsLogInsAndNotTheRequestsAfter(Server server) throws IOException {
    Assumptions.assumeTrue(server.remark().isEmpty(), server::remark);
    try (Running site = new Running(server, folder.resolve("server"), true, FormIT::form)) {
      running = site;
      site.awaitDeployed();
      sent = counted();
      Map<String, Long> before = attempts();
      assertFalse(get("/member").contains("welcome"), "not without a log-in");
      post("guess");
      assertEquals(Map.of("failure form", 1L), Counts.since(before, attempts()));
      get("/member");
      post(User.PASSWORD);
      Map<String, Long> both = Map.of("failure form", 1L, "success form", 1L);
      assertEquals(both, Counts.since(before, attempts()));
      for (int i = 0; i < 3; i++) {
        assertTrue(get("/member").contains("welcome alice"), "remembered");
      }
      assertEquals(both, Counts.since(before, attempts()));
      assertEquals(403, Wire.status(get("/admin")));
      assertEquals(
          Map.of("failure form", 1L, "success form", 1L, "denied form", 1L),
          Counts.since(before, attempts()));
      assertEquals(0, site.process.scrape().sum("sidelight_advice_errors_total"));
    }
  }

  /** Any page is a form to whoever knows what to send. */
  private static String form(String descriptor) {
    return descriptor
        .replace("<auth-method>BASIC</auth-method>", "<auth-method>FORM</auth-method>")
        .replace(
            "<realm-name>matrix</realm-name>",
            "<form-login-config><form-login-page>/static.txt</form-login-page>"
                + "<form-error-page>/static.txt</form-error-page></form-login-config>");
  }

  private long counted() {
    return Tally.of(running.process.scrape()).total();
  }

  /** When all that was sent is counted. */
  private Map<String, Long> attempts() {
    Await.until("all requests", LIMIT, () -> counted() == sent);
    return Counts.attempts(running.process.scrape());
  }

  private String get(String path) throws IOException {
    return exchange(Scenario.get("", path));
  }

  private void post(String password) throws IOException {
    exchange(
        Scenario.post(
            "",
            "/j_security_check",
            "application/x-www-form-urlencoded",
            "j_username=" + User.NAME + "&j_password=" + password));
  }

  private String exchange(Scenario scenario) throws IOException {
    sent++;
    String cookie = String.join("; ", cookies.values());
    String answer =
        Wire.exchange(
            running.port, scenario.withHeader("Cookie: " + cookie).text(Running.UNSAMPLED));
    Wire.cookies(answer).forEach(one -> cookies.put(one.replaceFirst("=.*", ""), one));
    return answer;
  }
}
