package io.sidelight.core.record;

import static io.sidelight.core.record.AuthRecorder.FAILURE;
import static io.sidelight.core.record.AuthRecorder.SUCCESS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sidelight.core.meter.MeterSettings;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.trace.Propagation;
import io.sidelight.core.trace.Tracer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthRecorderTest {
  private final Meters meters = new Meters(MeterSettings.defaults());
  private final AuthRecorder recorder = new AuthRecorder(meters);
  private final HttpServerRecorder http =
      new HttpServerRecorder(
          meters, Tracer.disabled(), List.of("GET"), Propagation.of(List.of()), 10);

  private void request(SampleCall call, Runnable work) {
    http.begin(call);
    work.run();
    http.leave(call);
    http.end(call);
  }

  private static SampleCall answering(int status, String credentials) {
    SampleCall call = new SampleCall();
    call.status = status;
    if (credentials != null) {
      call.headers = Map.of("Authorization", credentials);
    }
    return call;
  }

  /** {@code status method} to count. */
  private Map<String, Integer> counted() {
    Map<String, Integer> counted = new TreeMap<>();
    for (String line : Scrape.lines(meters, "auth_attempts_total")) {
      String[] part = line.split("\"");
      counted.put(part[3] + " " + part[1], (int) Double.parseDouble(part[4].substring(2)));
    }
    return counted;
  }

  @Test
  void anAttemptOutsideOfARequestCounts() {
    recorder.attempt(SUCCESS, "login");
    recorder.attempt(SUCCESS, "login");
    assertEquals(Map.of("success login", 2), counted());
  }

  @Test
  void severalWhoSeeTheSameAttemptCountOnce() {
    request(
        answering(401, "Basic Zm9vOmJhcg=="),
        () -> {
          recorder.attempt(FAILURE, "form");
          recorder.attempt(FAILURE, "basic");
        });
    assertEquals(Map.of("failure form", 1), counted());
  }

  @Test
  void attemptsWithDifferentOutcomesAreSeveral() {
    request(
        answering(200, null),
        () -> {
          recorder.attempt(FAILURE, "login");
          recorder.attempt(SUCCESS, "login");
        });
    assertEquals(Map.of("failure login", 1, "success login", 1), counted());
  }

  @Test
  void theOutermostOfChecksInChecksCounts() {
    request(
        answering(200, null),
        () -> {
          Object outer = recorder.check("digest");
          Object inner = recorder.check("client_cert");
          recorder.checked(inner, false);
          recorder.checked(outer, true);
        });
    assertEquals(Map.of("success digest", 1), counted());
  }

  @Test
  void theRequestShowsHowSomebodyTried() {
    request(
        answering(401, "Basic Zm9vOmJhcg=="), () -> recorder.checked(recorder.check(null), false));
    assertEquals(Map.of("failure basic", 1), counted());
  }

  @Test
  void lookingSomebodyUpIsNoAttempt() {
    request(
        answering(200, null),
        () -> {
          Object lookUp = recorder.lookUp();
          recorder.checked(recorder.check("form"), true);
          recorder.checked(lookUp, true);
          recorder.checked(null, true);
        });
    assertEquals(Map.of(), counted());
  }

  @Test
  void whoseContainerDoesNotTellItsRequestIsDeniedByHisMethodToo() {
    request(answering(403, null), () -> recorder.identified("FORM"));
    assertEquals(Map.of("denied form", 1), counted());
  }

  @Test
  void whoIsKnownAndRefusedIsDenied() {
    request(answering(403, null), () -> recorder.attempt(SUCCESS, "bearer"));
    assertEquals(Map.of("denied bearer", 1), counted());
  }

  @Test
  void aFailureAnsweredWithForbiddenStaysOne() {
    request(answering(403, "Basic Zm9vOmJhcg=="), () -> recorder.attempt(FAILURE, "basic"));
    assertEquals(Map.of("failure basic", 1), counted());
  }

  @ParameterizedTest
  @CsvSource({
    "401,Basic Zm9vOmJhcg==,failure basic",
    "401,bearer abc,failure bearer",
    "401,Negotiate YII,failure negotiate",
    "401,DIGEST username=x,failure digest",
    "401,Basically no,failure other",
    "401,AWS4-HMAC-SHA256 Credential=x,failure other",
    "401,,",
    "403,Bearer abc,denied bearer",
    "403,,denied other",
    "404,Bearer abc,",
    "200,Bearer abc,"
  })
  void theStatusTellsWhatNobodyElseSaw(int status, String credentials, String expected) {
    request(answering(status, credentials), () -> {});
    assertEquals(expected == null ? Map.of() : Map.of(expected, 1), counted());
  }

  @ParameterizedTest
  @CsvSource({"BASIC,basic", "FORM,form", "CLIENT_CERT,client_cert", "SPNEGO,other"})
  void whoIsLoggedInAlreadyIsDeniedByHisMethod(String authType, String method) {
    SampleCall call = answering(403, null);
    call.authType = authType;
    request(call, () -> {});
    assertEquals(Map.of("denied " + method, 1), counted());
  }
}
