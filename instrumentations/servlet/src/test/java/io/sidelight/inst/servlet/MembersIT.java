package io.sidelight.inst.servlet;

import static io.sidelight.inst.servlet.Scenario.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.inst.servlet.Server.Kind;
import io.sidelight.test.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Log-ins, sessions and sizes as the containers themselves handle them, counted exactly. */
@ParameterizedClass(name = "{0}")
@EnumSource(Server.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MembersIT implements SizeContract {
  private static final Map<String, Long> NONE = Map.of();
  private static final Pattern COOKIE = Pattern.compile("JSESSIONID=([^;\\s]+)");

  private static Members members;

  @Parameter Server server;

  @BeforeParameterizedClassInvocation
  static void start(Server server) throws IOException {
    members = new Members(server);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    members.close();
  }

  @Override
  public Members members() {
    return members;
  }

  private static Map<String, Long> attempts(Scenario request, int status) {
    return members.attemptsOf(request.text(""), status);
  }

  private static Map<String, Long> one(String statusAndMethod) {
    return Map.of(statusAndMethod, 1L);
  }

  private static String basic(String password) {
    byte[] bytes = ("alice:" + password).getBytes(StandardCharsets.US_ASCII);
    return "Authorization: Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void challengesWithoutAnAttempt() {
    assertEquals(NONE, attempts(get("/basic/member"), 401));
    assertEquals(NONE, attempts(get("/basic/authenticate"), 401));
  }

  /** A container refuses before any filter, and knows by then which servlet was meant. */
  @Test
  void whoMayNotHasARoute() {
    String[] challenged = {"method", "GET", "route", "/basic/member", "status_code", "401"};
    String[] denied = {"method", "GET", "route", "/basic/admin", "status_code", "403"};
    double before = requests(challenged);
    double deniedBefore = requests(denied);
    assertEquals(NONE, attempts(get("/basic/member"), 401));
    attempts(get("/basic/admin").header(basic("secret")), 403);
    assertEquals(before + 1, requests(challenged));
    assertEquals(deniedBefore + 1, requests(denied));
  }

  private static double requests(String... labels) {
    return members.app.scrape().sum("http_requests_total", labels);
  }

  @Test
  void countsBasic() {
    assertEquals(one("success basic"), attempts(get("/basic/member").header(basic("secret")), 200));
    assertEquals(one("failure basic"), attempts(get("/basic/member").header(basic("guess")), 401));
    assertEquals(one("denied basic"), attempts(get("/basic/admin").header(basic("secret")), 403));
    assertEquals(
        one("failure basic"),
        attempts(get("/basic/member").header("Authorization: Basic Zm9v"), 401));
  }

  @Test
  void countsWhatTheApplicationAsksFor() {
    Map<String, Long> before = members.attempts();
    String answer = members.send(get("/basic/login?password=secret").text(""));
    assertTrue(answer.contains("welcome alice"), answer);
    assertEquals(one("success login"), members.attemptsSince(before));
    if (!cookie(answer).isEmpty()) {
      // Who has logged in is remembered: that is no attempt.
      String session = "Cookie: JSESSIONID=" + cookie(answer);
      assertEquals(NONE, attempts(get("/basic/member").header(session), 200));
      end("/basic", cookie(answer));
    }
    assertEquals(one("failure login"), attempts(get("/basic/login?password=guess"), 200));
    assertEquals(one("failure login"), attempts(get("/basic/login-twice"), 200));
    assertEquals(
        one("success basic"), attempts(get("/basic/authenticate").header(basic("secret")), 200));
    assertEquals(
        one("failure basic"), attempts(get("/basic/authenticate").header(basic("guess")), 401));
  }

  @Test
  void countsTheApplicationsOwnRefusal() {
    assertEquals(
        one("failure bearer"),
        attempts(get("/form/own-401").header("Authorization: Bearer abc.def"), 401));
    assertEquals(NONE, attempts(get("/form/own-401"), 401));
    // A log-in of the application's own: the credentials were in the body.
    assertEquals(one("failure other"), attempts(Scenario.of("POST", "/form/own-401"), 401));
    assertEquals(NONE, attempts(Scenario.of("POST", "/basic/member"), 401));
  }

  @Test
  void countsForm() {
    List<Long> sessions = members.sessions();
    String session = formSession();
    assertEquals(one("failure form"), attempts(form(session, "guess"), formStatus()));
    Map<String, Long> before = members.attempts();
    String answer = members.send(form(session, "secret").text(""));
    assertEquals(one("success form"), members.attemptsSince(before), answer);
    // The container gives the session another name when somebody has logged in.
    String known = cookie(answer).isEmpty() ? session : cookie(answer);
    for (int i = 0; i < 3; i++) {
      assertEquals(NONE, attempts(get("/form/member").header("Cookie: JSESSIONID=" + known), 200));
    }
    assertEquals(
        one("denied form"),
        attempts(get("/form/admin").header("Cookie: JSESSIONID=" + known), 403));
    assertEquals(plus(sessions, 1, 1), members.sessions());
    end("/form", known);
    assertEquals(plus(sessions, 0, 1), members.sessions());
  }

  /** Asks for what is closed, as a browser does before it is shown the form. */
  private String formSession() {
    Map<String, Long> before = members.attempts();
    String answer = members.send(get("/form/member").text(""));
    assertEquals(NONE, members.attemptsSince(before), answer);
    return cookie(answer);
  }

  /** Jetty redirects to its pages, others forward to them. */
  private int formStatus() {
    return server.kind == Kind.JETTY || server.kind == Kind.JETTY_12 ? 303 : 200;
  }

  private static Scenario form(String session, String password) {
    return Scenario.of("POST", "/form/j_security_check")
        .header("Cookie: JSESSIONID=" + session)
        .header("Content-Type: application/x-www-form-urlencoded")
        .body("j_username=alice&j_password=" + password);
  }

  private static String cookie(String answer) {
    Matcher matcher = COOKIE.matcher(answer);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static void end(String context, String session) {
    String end = get(context + "/session-end").header("Cookie: JSESSIONID=" + session).text("");
    assertTrue(members.send(end).contains("ended"));
  }

  @Test
  void countsSessionsThatEnd() {
    List<Long> before = members.sessions();
    String session = cookie(members.send(get("/basic/session").text("")));
    String again = get("/basic/session").header("Cookie: JSESSIONID=" + session).text("");
    members.send(again);
    assertEquals(plus(before, 1, 1), members.sessions());
    end("/basic", session);
    assertEquals(plus(before, 0, 1), members.sessions());
    // Made and ended in one request.
    members.send(get("/basic/session-end").text(""));
    assertEquals(plus(before, 0, 2), members.sessions());
  }

  @Test
  void countsSessionsThatExpire() {
    List<Long> before = members.sessions();
    for (int i = 0; i < 3; i++) {
      members.send(get("/basic/session-short").text(""));
    }
    assertEquals(before.get(1) + 3, members.sessions().get(1));
    Await.until("expiry", Running.LIMIT, () -> members.sessions(), plus(before, 0, 3)::equals);
  }

  private static List<Long> plus(List<Long> sessions, long active, long created) {
    return List.of(sessions.get(0) + active, sessions.get(1) + created);
  }

  @Test
  @Order(Integer.MAX_VALUE - 1)
  void forgetsTheSessionsOfAnApplicationThatIsGone() {
    List<Long> before = members.sessions();
    for (int i = 0; i < 3; i++) {
      members.send(get("/form/session").text(""));
    }
    assertEquals(plus(before, 3, 3), members.sessions());
    assertTrue(members.send(get("/basic/undeploy-form").text("")).contains("undeployed"));
    assertEquals(List.of(0L, before.get(1) + 3), members.sessions());
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void hasFailedNowhere() {
    assertEquals(0, members.app.scrape().sum("sidelight_advice_errors_total"));
  }
}
