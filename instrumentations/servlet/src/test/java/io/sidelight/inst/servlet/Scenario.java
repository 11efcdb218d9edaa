package io.sidelight.inst.servlet;

import io.sidelight.inst.servlet.Server.Kind;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One request and what must come of it: exact counts, and the whole span tree. */
final class Scenario {
  private final String method;
  final String target;
  private String version = "HTTP/1.1";
  private String headers = "";
  private String body = "";
  long bodyLength;
  int status = 200;
  private String route;
  private String countedMethod;
  String errorType = "";
  String errorMessage = "";
  private final Map<Kind, String> trees = new HashMap<>();
  private String children = "";
  private final Set<Kind> leftOut = EnumSet.noneOf(Kind.class);

  private Scenario(String method, String target) {
    this.method = method;
    this.target = target;
    this.countedMethod = method;
    int query = target.indexOf('?');
    this.route = query < 0 ? target : target.substring(0, query);
  }

  static Scenario of(String method, String target) {
    return new Scenario(method, target);
  }

  static Scenario get(String target) {
    return new Scenario("GET", target);
  }

  Scenario protocol(String text) {
    version = text;
    return this;
  }

  Scenario header(String line) {
    headers += line + "\r\n";
    return this;
  }

  Scenario body(String text) {
    body = text;
    bodyLength = text.length();
    return header("Content-Length: " + text.length());
  }

  /** Sent in pieces of unknown number. */
  Scenario chunked(String text) {
    bodyLength = text.length();
    body = Integer.toHexString(text.length()) + "\r\n" + text + "\r\n0\r\n\r\n";
    return header("Transfer-Encoding: chunked");
  }

  /** A body as it goes over the wire, described by headers of its own. */
  Scenario raw(String text) {
    body = text;
    return this;
  }

  Scenario status(int expected) {
    status = expected;
    return this;
  }

  Scenario route(String expected) {
    route = expected;
    return this;
  }

  Scenario countedAs(String expected) {
    countedMethod = expected;
    return this;
  }

  Scenario error(String type, String message) {
    errorType = type;
    errorMessage = message;
    return this;
  }

  /** Names of the spans below the server's. */
  Scenario children(String... names) {
    children = tree(names);
    return this;
  }

  /** Where a server without a hook of its own shows fewer. */
  Scenario childrenOn(Kind kind, String... names) {
    trees.put(kind, tree(names));
    return this;
  }

  private static String tree(String... names) {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      text.append("  CLIENT ").append(name).append('\n');
    }
    return text.toString();
  }

  /** What a server cannot do, or does in a way that README.md describes. */
  Scenario notOn(Kind... kinds) {
    leftOut.addAll(List.of(kinds));
    return this;
  }

  boolean isOn(Server server) {
    return !leftOut.contains(server.kind);
  }

  /** The request as sent; closes the connection. */
  String text(String traceparent) {
    return method
        + " "
        + target
        + " "
        + version
        + "\r\nHost: sample.test\r\nConnection: close\r\nUser-Agent: wire/1\r\n"
        + (traceparent.isEmpty() ? "" : "traceparent: " + traceparent + "\r\n")
        + headers
        + "\r\n"
        + body;
  }

  Tally counts() {
    Map<String, Long> errors = new TreeMap<>();
    if (!errorType.isEmpty()) {
      errors.put(errorType + " " + route, 1L);
    }
    return new Tally(new TreeMap<>(Map.of(countedMethod + " " + route + " " + status, 1L)), errors);
  }

  String tree(Kind kind) {
    String shown = countedMethod.equals("_OTHER") ? "HTTP" : countedMethod;
    return "SERVER "
        + (route.isEmpty() ? shown : shown + " " + route)
        + (errorType.isEmpty() ? "" : " (error)")
        + " (remote parent)\n"
        + trees.getOrDefault(kind, children);
  }

  String route() {
    return route;
  }

  @Override
  public String toString() {
    return method + " " + target;
  }
}
