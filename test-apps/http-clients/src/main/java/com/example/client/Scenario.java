package com.example.client;

/** One thing that a client is asked to do, and what comes of it. */
public enum Scenario {
  OK("GET", "/ok", 200, ""),
  HEAD("HEAD", "/ok", 200, ""),
  EMPTY("GET", "/status/204", 204, ""),
  MISSING("GET", "/status/404", 404, "404"),
  MISSING_WITHOUT_BODY("GET", "/bare/404", 404, "404"),
  FAILING("GET", "/status/500", 500, "500"),
  REDIRECTED("GET", "/redirect", 200, ""),
  POSTED("POST", "/echo", 200, ""),
  POSTED_IN_CHUNKS("POST", "/echo", 200, ""),
  REFUSED_BODY("POST", "/status/400", 400, "400"),
  PUT("PUT", "/echo", 200, ""),
  DELETED("DELETE", "/ok", 200, ""),
  CHUNKED_ANSWER("GET", "/chunked", 200, ""),
  OWN_TRACE("GET", "/ok", 200, ""),
  /** No answer comes in time. */
  SLOW("GET", "/hang", 0, "timeout"),
  /** The server resets the connection instead of an answer. */
  RESET("GET", "/reset", 0, "connection_reset"),
  /** The server resets the connection in the middle of the body. */
  CUT("GET", "/cut", 200, ""),
  /** Nobody listens at the port. */
  REFUSED("GET", "/ok", 0, "connection_refused"),
  UNKNOWN_HOST("GET", "/ok", 0, "unknown_host");

  /** A header of the application's own, which the agent's replaces. */
  public static final String OWN_TRACEPARENT =
      "00-11111111111111111111111111111111-2222222222222222-01";

  public static final String NOWHERE = "nowhere.invalid";

  public final String method;
  public final String path;

  /** Of the answer that the application sees in the end; 0 for none. */
  public final int status;

  /** What the agent calls the failure; empty for none. */
  public final String error;

  Scenario(String method, String path, int status, String error) {
    this.method = method;
    this.path = path;
    this.status = status;
    this.error = error;
  }

  public boolean hasBody() {
    return method.startsWith("P");
  }

  /** The host that it goes to. */
  public String host() {
    return this == UNKNOWN_HOST ? NOWHERE : "localhost";
  }

  /** Where it goes, which names the scenario. */
  public String url(int port, int closedPort) {
    String to = host() + ":" + (this == REFUSED ? closedPort : port);
    return "http://" + to + path + "?s=" + this;
  }
}
