package io.sidelight.matrix;

import static io.sidelight.matrix.Scenario.chunked;
import static io.sidelight.matrix.Scenario.get;
import static io.sidelight.matrix.Scenario.post;

import java.util.List;
import java.util.Map;

/** The usual suspects: the same requests, with the same expectations, for every server. */
final class Scenarios {
  private static final String ILLEGAL = "java.lang.IllegalArgumentException";
  private static final String PARTS =
      "--cut\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a.txt\"\r\n"
          + "Content-Type: text/plain\r\n\r\nfirst part\r\n"
          + "--cut\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\nsecond\r\n--cut--\r\n";

  static final List<Scenario> ALL =
      List.of(
          get("plain servlet", "/plain").answers("plain"),
          post("prefix mapping, body", "/prefix/some/path", "text/plain", "x".repeat(500_000))
              .routed("/app/prefix/*")
              .answers("/some/path 500000"),
          chunked("chunked body", "/prefix/", List.of("x".repeat(5_000), "y".repeat(50_000)))
              .routed("/app/prefix/*")
              .answers("/ 55000"),
          get("filter", "/filtered").answers("filtered"),
          get("filter that refuses", "/refused")
              .answers(403)
              .routed("/app/")
              .counts(Map.of("denied other", 1L)),
          get("forward", "/forward").answers("plain"),
          get("include", "/include").answers("[plainfiltered]"),
          get("static file", "/static.txt").answers("static content").routed("/app/"),
          get("large static file", "/large.txt").answers("x".repeat(4096)).routed("/app/"),
          get("404", "/nothing/here").answers(404).routed("/app/"),
          get("session", "/session")
              .answers("visit 1")
              .counts(Map.of(Tally.SESSIONS_MADE, 1L, Tally.SESSIONS, 1L)),
          post("multipart", "/upload", "multipart/form-data; boundary=cut", PARTS)
              .answers("a 10\nb 6\n"),
          get("streaming", "/stream").answers("x".repeat(4096)),
          get("compressed answer", "/stream")
              .withHeader("Accept-Encoding: gzip")
              .answers("Content-Encoding: gzip"),
          get("sendError 4xx", "/status/409").answers(409).routed("/app/status/*"),
          get("sendError 5xx", "/status/503").answers(503).routed("/app/status/*").fails("503"),
          get("error page by status", "/status/410")
              .answers(410)
              .answers("error page")
              .routed("/app/status/*"),
          get("error page by type", "/throw-page")
              .answers(500)
              .answers("error page")
              .fails("java.lang.IllegalStateException"),
          get("exception before commit", "/throw").answers(500).fails(ILLEGAL),
          get("exception after commit", "/throw-late").answers("begun").fails(ILLEGAL),
          get("async complete", "/async/complete").answers("completed"),
          get("async dispatch", "/async/dispatch").answers("plain"),
          get("async timeout", "/async/timeout").answers(500).fails("500"),
          get("async error", "/async/error").answers(500).fails(ILLEGAL),
          get("log-in", "/member")
              .basic(User.PASSWORD)
              .answers("welcome alice")
              .counts(Map.of("success basic", 1L)),
          get("wrong password", "/member")
              .basic("guess")
              .answers(401)
              .counts(Map.of("failure basic", 1L)),
          get("no password", "/member").answers(401),
          get("wrong role", "/admin")
              .basic(User.PASSWORD)
              .answers(403)
              .counts(Map.of("denied basic", 1L)),
          get("login by the application", "/login/" + User.PASSWORD)
              .routed("/app/login/*")
              .answers("welcome alice")
              .counts(Map.of("success login", 1L, Tally.SESSIONS_MADE, 1L, Tally.SESSIONS, 1L)),
          get("login that fails", "/login/guess")
              .routed("/app/login/*")
              .answers("refused")
              .counts(Map.of("failure login", 1L, Tally.SESSIONS_MADE, 1L, Tally.SESSIONS, 1L)),
          get("client that leaves", "/endless")
              .leavesAfter(100_000)
              .counts(Map.of(Tally.LEFT, 1L)));

  private Scenarios() {}
}
