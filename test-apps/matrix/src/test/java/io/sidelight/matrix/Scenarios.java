package io.sidelight.matrix;

import static io.sidelight.matrix.Scenario.get;
import static io.sidelight.matrix.Scenario.post;

import java.util.List;

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
          post("prefix mapping, body", "/prefix/some/path", "text/plain", "x".repeat(50_000))
              .routed("/app/prefix/*")
              .answers("/some/path 50000"),
          get("filter", "/filtered").answers("filtered"),
          get("filter that refuses", "/refused").answers(403).routed("/app/"),
          get("forward", "/forward").answers("plain"),
          get("include", "/include").answers("[plainfiltered]"),
          get("static file", "/static.txt").answers("static content").routed("/app/"),
          get("404", "/nothing/here").answers(404).routed("/app/"),
          get("session", "/session").answers("visit 1"),
          post("multipart", "/upload", "multipart/form-data; boundary=cut", PARTS)
              .answers("a 10\nb 6\n"),
          get("streaming", "/stream").answers("x".repeat(4096)),
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
          get("client that leaves", "/endless").fails(Scenario.ANY_OR_NONE).leavesAfter(100_000));

  private Scenarios() {}
}
