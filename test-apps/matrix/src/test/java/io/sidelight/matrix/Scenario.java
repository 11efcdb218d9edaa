package io.sidelight.matrix;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * One request and what must come of it.
 *
 * @param name column of the table
 * @param head the request without host, connection and trace, line by line
 * @param status that the client must get
 * @param route the label and attribute that it is counted under
 * @param error type of the error that is counted; empty for none
 * @param answer what the body must contain
 * @param counts what else is counted, by its name in {@link Tally}
 * @param leavesAfter bytes of the answer after which the client leaves; 0 if it stays
 */
record Scenario(
    String name,
    String head,
    String body,
    int status,
    String route,
    String error,
    String answer,
    Map<String, Long> counts,
    int leavesAfter) {

  static Scenario get(String name, String path) {
    return new Scenario(
        name, "GET /app" + path + " HTTP/1.1\r\n", "", 200, "/app" + path, "", "", Map.of(), 0);
  }

  static Scenario post(String name, String path, String contentType, String body) {
    String head =
        "POST /app"
            + path
            + " HTTP/1.1\r\nContent-Type: "
            + contentType
            + "\r\nContent-Length: "
            + body.length()
            + "\r\n";
    return new Scenario(name, head, body, 200, "/app" + path, "", "", Map.of(), 0);
  }

  /** A POST whose body has these chunks. */
  static Scenario chunked(String name, String path, List<String> chunks) {
    StringBuilder body = new StringBuilder();
    long length = 0;
    for (String chunk : chunks) {
      body.append(Integer.toHexString(chunk.length())).append("\r\n").append(chunk).append("\r\n");
      length += chunk.length();
    }
    body.append("0\r\n\r\n");
    String head = "POST /app" + path + " HTTP/1.1\r\nTransfer-Encoding: chunked\r\n";
    return new Scenario(name, head, body.toString(), 200, "/app" + path, "", "", Map.of(), 0)
        .counts(Map.of(Tally.RECEIVED, length));
  }

  Scenario withHeader(String line) {
    return new Scenario(
        name, head + line + "\r\n", body, status, route, error, answer, counts, leavesAfter);
  }

  Scenario answers(int code) {
    return new Scenario(name, head, body, code, route, error, answer, counts, leavesAfter);
  }

  Scenario answers(String text) {
    return new Scenario(name, head, body, status, route, error, text, counts, leavesAfter);
  }

  Scenario routed(String template) {
    return new Scenario(name, head, body, status, template, error, answer, counts, leavesAfter);
  }

  Scenario fails(String type) {
    return new Scenario(name, head, body, status, route, type, answer, counts, leavesAfter);
  }

  Scenario counts(Map<String, Long> more) {
    return new Scenario(name, head, body, status, route, error, answer, more, leavesAfter);
  }

  /** With a user's credentials. */
  Scenario basic(String password) {
    byte[] text = (User.NAME + ":" + password).getBytes(StandardCharsets.US_ASCII);
    return withHeader("Authorization: Basic " + Base64.getEncoder().encodeToString(text));
  }

  Scenario leavesAfter(int bytes) {
    return new Scenario(name, head, body, status, route, error, answer, counts, bytes);
  }

  String method() {
    return head.substring(0, head.indexOf(' '));
  }

  /** The request as sent, in that trace; closes the connection. */
  String text(String traceparent) {
    return head
        + "Host: matrix.test\r\nConnection: close\r\ntraceparent: "
        + traceparent
        + "\r\n\r\n"
        + body;
  }
}
