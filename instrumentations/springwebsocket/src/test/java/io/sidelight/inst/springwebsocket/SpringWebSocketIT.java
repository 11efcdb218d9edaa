package io.sidelight.inst.springwebsocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import example.spring.SpringSocketApp;
import io.sidelight.test.AgentJar;
import io.sidelight.test.Await;
import io.sidelight.test.Exposition;
import io.sidelight.test.Libraries;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.websocket.Peer;
import io.sidelight.test.websocket.Running;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Handlers, SockJS and STOMP of several versions of Spring, each on a Tomcat of its time. */
@ParameterizedClass
@ValueSource(strings = {"5.1", "5.3", "6.2", "7.0"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SpringWebSocketIT {
  private static final Path MODULE =
      AgentJar.repository().resolve("instrumentations/springwebsocket");

  private static Running running;

  /** What the application said does not stand in the failures of its client. */
  @RegisterExtension
  static final AfterTestExecutionCallback OUTPUT_OF_FAILED =
      test -> test.getExecutionException().ifPresent(failure -> System.out.println(running.app));

  SpringWebSocketIT(String spring) {}

  @BeforeParameterizedClassInvocation
  static void start(String spring, @TempDir Path folder) {
    List<Path> libraries = Libraries.dir(MODULE, "springws-" + spring);
    running =
        new Running(MODULE, SpringSocketApp.class, spring.startsWith("5."), libraries, folder);
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    running.close();
  }

  @Test
  void handlersPatternIsTheRoute() throws Exception {
    String route = "/app/rooms/*";
    Peer peer = Peer.connect(running.port, "/app/rooms/7").send("hello");
    assertEquals("hello", peer.next());
    running.awaitMessages(route, "outbound", "text", 1);
    OtlpSpan handshake = running.handshake("/app/rooms/7");
    assertEquals("GET " + route, handshake.name());
    assertEquals(
        """
        CONSUMER receive /app/rooms/*
          PRODUCER send /app/rooms/*
        """,
        running.tree(running.linked(handshake, 1).get(0), 2));
    peer.close(1000);
    running.awaitClosed(route, "1000", 1);
  }

  @Test
  void whatSpringKeepsToItselfIsAnError() throws Exception {
    String route = "/app/rooms/*";
    Peer peer = Peer.connect(running.port, "/app/rooms/failing").send("fail");
    assertEquals(1011, peer.awaitClosed());
    running.awaitErrors(route, IllegalStateException.class, 1);
    OtlpSpan failed = running.linked(running.handshake("/app/rooms/failing"), 1).get(0);
    assertTrue(failed.isError());
    running.awaitClosed(route, "1011", 1);
    running.awaitNoneActive(route);
  }

  @Test
  void sockJsIsOneRouteForAllItsConnections() throws Exception {
    String route = "/app/sock/**";
    Peer peer = Peer.connect(running.port, "/app/sock/123/abcdefgh/websocket");
    assertEquals("o", peer.next());
    peer.send("[\"hello\"]");
    assertEquals("a[\"hello\"]", peer.next());
    running.awaitMessages(route, "inbound", "text", 1);
    running.awaitMessages(route, "outbound", "text", 2);
    peer.close(1000);
    running.awaitNoneActive(route);
  }

  @Test
  void stompFramesAreCountedByCommandAndHandledInTheMessagesTrace() throws Exception {
    Peer peer = Peer.connect(running.port, "/app/stomp");
    peer.send("CONNECT\naccept-version:1.2\n\n\0");
    assertTrue(((String) peer.next()).startsWith("CONNECTED"));
    peer.send("SUBSCRIBE\nid:1\ndestination:/topic/chat\nreceipt:here\n\n\0");
    // Subscribing has no answer of its own here; a message may come before it has an effect.
    String heard = say(peer, "hello");
    assertTrue(heard.endsWith("7: hello\0"), heard);
    OtlpSpan said =
        running
            .sink
            .awaitSpans(
                span ->
                    span.name().equals("process /chat/{room}")
                        && running.sink.trace(span.traceId()).size() == 3,
                1)
            .get(0);
    String tree = running.tree(said, 3);
    assertTrue(
        tree.startsWith("CONSUMER receive /app/stomp\n  CONSUMER process /chat/{room}\n"), tree);
    assertTrue(tree.contains("    PRODUCER send /app/stomp\n"), tree);
    assertEquals("stomp", said.string("messaging.system"));
    assertEquals("/chat/{room}", said.string("messaging.destination.name"));
    peer.send("SEND\ndestination:/app/chat/7\n\nfail\0");
    Await.until(
        "a failure",
        Running.LIMIT,
        running.app::scrape,
        page ->
            page.sum(
                    "messaging_messages_total",
                    "system",
                    "stomp",
                    "destination",
                    "/chat/{room}",
                    "status",
                    "error")
                == 1);
    Exposition page = running.app.scrape();
    String route = "/app/stomp";
    assertEquals(1, commands(page, route, "inbound", "CONNECT"));
    assertEquals(1, commands(page, route, "inbound", "SUBSCRIBE"));
    assertEquals(1, commands(page, route, "outbound", "CONNECTED"));
    assertTrue(commands(page, route, "outbound", "MESSAGE") >= 1);
    peer.close(1000);
    running.awaitNoneActive(route);
  }

  @Test
  void stompFramesWithoutWebSocketHaveTheRouteOfTheirRequests() throws Exception {
    String session = "/app/fallback/123/abcdefgh/xhr";
    assertEquals("o\n", post(session, ""));
    post(session + "_send", "[\"CONNECT\\naccept-version:1.2\\n\\n\\u0000\"]");
    String answer = post(session, "");
    assertTrue(answer.startsWith("a[\"CONNECTED"), answer);
    post(session + "_send", "[\"NONSENSE\\n\\n\\u0000\"]");
    // Spring closes the session with it, and does not let it be fetched.
    Exposition page = running.app.scrape();
    String route = "/app/fallback/**";
    assertEquals(1, commands(page, route, "inbound", "CONNECT"));
    assertEquals(1, commands(page, route, "outbound", "CONNECTED"));
    assertEquals(1, commands(page, route, "outbound", "ERROR"));
  }

  private static String post(String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + running.port + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  /** Says it again and again until it is heard. */
  private static String say(Peer peer, String text) {
    return Await.until(
        "an echo",
        Running.LIMIT,
        () -> {
          peer.send("SEND\ndestination:/app/chat/7\n\n" + text + "\0");
          return (String) peer.poll();
        },
        heard -> heard != null && heard.startsWith("MESSAGE"));
  }

  private static double commands(Exposition page, String route, String direction, String command) {
    return page.sum(
        "stomp_messages_total", "route", route, "direction", direction, "command", command);
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void nothingIsLeftOpen() {
    Await.until(
        "no connection",
        Running.LIMIT,
        () -> running.app.scrape().sum("websocket_connections_active"),
        active -> active == 0);
    assertEquals(0, running.app.scrape().sum("sidelight_advice_errors_total"));
  }
}
