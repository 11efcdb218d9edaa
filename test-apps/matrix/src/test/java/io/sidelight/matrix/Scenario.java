package io.sidelight.matrix;

/**
 * One request and what must come of it.
 *
 * @param name column of the table
 * @param head the request without host, connection and trace, line by line
 * @param status that the client must get
 * @param route the label and attribute that it is counted under
 * @param error type of the error that is counted; empty for none, {@link #ANY_OR_NONE} where
 *     servers may differ
 * @param answer what the body must contain
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
    int leavesAfter) {

  static final String ANY_OR_NONE = "*";

  static Scenario get(String name, String path) {
    return new Scenario(
        name, "GET /app" + path + " HTTP/1.1\r\n", "", 200, "/app" + path, "", "", 0);
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
    return new Scenario(name, head, body, 200, "/app" + path, "", "", 0);
  }

  Scenario withHeader(String line) {
    return new Scenario(
        name, head + line + "\r\n", body, status, route, error, answer, leavesAfter);
  }

  Scenario answers(int code) {
    return new Scenario(name, head, body, code, route, error, answer, leavesAfter);
  }

  Scenario answers(String text) {
    return new Scenario(name, head, body, status, route, error, text, leavesAfter);
  }

  Scenario routed(String template) {
    return new Scenario(name, head, body, status, template, error, answer, leavesAfter);
  }

  Scenario fails(String type) {
    return new Scenario(name, head, body, status, route, type, answer, leavesAfter);
  }

  Scenario leavesAfter(int bytes) {
    return new Scenario(name, head, body, status, route, error, answer, bytes);
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
