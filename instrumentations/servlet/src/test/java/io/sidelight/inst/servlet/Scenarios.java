package io.sidelight.inst.servlet;

import static io.sidelight.inst.servlet.Scenario.get;
import static io.sidelight.inst.servlet.Server.Kind.TOMCAT;

import java.util.List;
import java.util.stream.Stream;

/** The requests that every server must answer as without the agent, and count once. */
final class Scenarios {
  private static final String ILLEGAL = "java.lang.IllegalArgumentException";

  private Scenarios() {}

  static List<Scenario> all() {
    return Stream.of(plain(), mappings(), dispatching(), failing(), asynchronous())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Scenario> plain() {
    return List.of(
        get("/app/hello").children("select orders"),
        get("/app/hello").protocol("HTTP/1.0").children("select orders"),
        get("/app/bare"),
        get("/app/visible"),
        get("/app/large"),
        Scenario.of("POST", "/app/echo/x").route("/app/echo/*").body("some text"),
        Scenario.of("PUT", "/app/echo/x").route("/app/echo/*").chunked("in pieces"),
        Scenario.of("HEAD", "/app/hello").children("select orders"),
        Scenario.of("OPTIONS", "/app/echo/x").route("/app/echo/*"),
        Scenario.of("DELETE", "/app/echo/x").route("/app/echo/*"),
        Scenario.of("BREW", "/app/echo/x").route("/app/echo/*").countedAs("_OTHER"),
        Scenario.of("get", "/app/echo/x").route("/app/echo/*").countedAs("_OTHER"),
        get("/app/filtered"),
        get("/app/wrapped"),
        get("/app/refused").status(403).route("/app/"),
        get("/app/static.txt").route("/app/"),
        get("/app/nothing/here").status(404).route("/app/"));
  }

  private static List<Scenario> mappings() {
    return List.of(
        get("/app/").route("/app/"),
        get("/app/some/action.do").route("/app/*.do"),
        get("/app/action.do?x=%20").route("/app/*.do"),
        get("/app/echo").route("/app/echo/*"),
        get("/app/echo/").route("/app/echo/*"),
        get("/app/echo/exact.do").route("/app/echo/*"),
        get("/app/echo/a%2Eb;v=1/c").route("/app/echo/*"),
        get("/app/mapped"),
        get("/app/mapped/below").route("/app/mapped/*"),
        get("/app/x.map").route("/app/*.map"),
        get("/").route("/"),
        get("/exact"),
        get("/anything/else").route("/*"),
        get("/exact/below").route("/*"));
  }

  private static List<Scenario> dispatching() {
    return List.of(
        get("/app/forward"),
        get("/app/forward-other"),
        get("/app/include").children("select orders", "select orders"),
        get("/app/by-name"));
  }

  private static List<Scenario> failing() {
    return List.of(
        get("/app/status/404").status(404).route("/app/status/*"),
        get("/app/status/503").status(503).route("/app/status/*").error("503", ""),
        get("/app/set/201").status(201).route("/app/set/*"),
        get("/app/set/500").status(500).route("/app/set/*").error("500", ""),
        get("/app/status/410").status(410).route("/app/status/*").children("select pages"),
        get("/app/throw").status(500).error(ILLEGAL, "no page"),
        get("/app/throw-page")
            .status(500)
            .error("java.lang.IllegalStateException", "a page")
            .children("select pages"),
        get("/app/throw-wrapped").status(500).error("java.sql.SQLException", "wrapped"),
        get("/app/throw-error").status(500).error("java.lang.StackOverflowError", "deep"),
        get("/app/filter-throws").status(500).route("/app/").error(ILLEGAL, "filter"),
        get("/app/unavailable").status(404),
        get("/app/throw-late").status(200).error(ILLEGAL, "too late"));
  }

  private static List<Scenario> asynchronous() {
    return List.of(
        get("/app/async/complete"),
        get("/app/async/at-once"),
        get("/app/async/wrapped"),
        get("/app/async/start").children("select orders"),
        get("/app/async/error").status(500).error("500", ""),
        get("/app/async/dispatch").children("select orders", "select items"),
        get("/app/async/dispatch-path"),
        get("/app/async/dispatch-static"),
        get("/app/async/loop"),
        get("/app/async/dispatch-throw").status(500).error(ILLEGAL, "dispatched"),
        get("/app/async/timeout").status(500).error("500", ""),
        get("/app/async/timeout-listener").status(504).error("504", ""),
        get("/app/async/throw").status(500).error(ILLEGAL, "started").notOn(TOMCAT),
        get("/app/write"),
        Scenario.of("POST", "/app/read").body("x".repeat(50_000)).children("select items"));
  }
}
