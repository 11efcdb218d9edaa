package io.sidelight.inst.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import example.websocket.WebSocketApp;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.Await;
import io.sidelight.test.Exposition;
import io.sidelight.test.JavaxTwin;
import io.sidelight.test.Libraries;
import io.sidelight.test.OtlpSink;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.SpanTree;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

@ParameterizedClass
@ValueSource(strings = {"8.5.100", "9.0.1", "9.0.112", "10.1.49", "11.0.14"})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WebSocketIT {
  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/websocket");
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static OtlpSink sink;
  private static AppProcess app;
  private static int port;

  /** What the application said does not stand in the failures of its client. */
  @RegisterExtension
  static final AfterTestExecutionCallback OUTPUT_OF_FAILED =
      test -> test.getExecutionException().ifPresent(failure -> System.out.println(app));

  WebSocketIT(String tomcat) {}

  @BeforeParameterizedClassInvocation
  static void start(String tomcat, @TempDir Path folder) {
    Path classes = MODULE.resolve("target/test-classes");
    boolean javax = tomcat.startsWith("8.") || tomcat.startsWith("9.");
    sink = OtlpSink.start();
    app =
        AppProcess.builder()
            .otlp(sink)
            .agentArg("traces.batch.delay", "100ms")
            .classPath(javax ? JavaxTwin.of(classes, folder.resolve("javax")) : classes)
            .classPath(Libraries.dir(MODULE, "tomcat-" + tomcat))
            .main(WebSocketApp.class)
            .args(folder.toString())
            .start();
    port = app.port("^listening on (\\d+)");
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    app.close();
    sink.close();
  }

  @Test
  void handshakeIsARequestThatEndsWhileTheConnectionIsOpen() {
    Peer peer = Peer.connect(port, "/app/echo/handshake");
    OtlpSpan handshake = handshake("/app/echo/handshake");
    assertEquals("SERVER", handshake.kind());
    assertEquals("GET /app/echo/{room}", handshake.name());
    assertEquals(101, handshake.number("http.response.status_code"));
    Exposition page = app.scrape();
    assertEquals(0, page.sum("http_active_requests"));
    assertTrue(page.sum("http_requests_total", "status_code", "101") >= 1);
    assertTrue(page.value("websocket_connections_active", "route", "/app/echo/{room}") >= 1);
    peer.close(1000);
  }

  @Test
  void messageIsATraceOfItsOwnLinkedToTheHandshake() throws Exception {
    Peer peer = Peer.connect(port, "/app/echo/message").send("h\u00e9llo \u20ac");
    assertEquals("h\u00e9llo \u20ac", peer.next());
    List<OtlpSpan> roots = linked(handshake("/app/echo/message"), 1);
    assertEquals(
        """
        CONSUMER receive /app/echo/{room}
          PRODUCER send /app/echo/{room}
        """,
        tree(roots.get(0), 2));
    assertEquals(
        Map.of(
            "network.protocol.name",
            "websocket",
            "http.route",
            "/app/echo/{room}",
            "websocket.message.type",
            "text",
            "websocket.message.size",
            10L),
        roots.get(0).attributes());
    peer.close(1000);
  }

  @Test
  void whatIsSentOnOpeningIsAChildOfTheHandshakeAndAPushIsLinkedToIt() throws Exception {
    Peer peer = Peer.connect(port, "/app/greeting");
    assertEquals("welcome", peer.next());
    OtlpSpan handshake = handshake("/app/greeting");
    List<OtlpSpan> children =
        sink.awaitSpans(span -> span.parentId().equals(handshake.spanId()), 1);
    assertEquals("send /app/greeting", children.get(0).name());
    assertEquals(handshake.traceId(), children.get(0).traceId());
    peer.send("now");
    assertEquals("pushed now", peer.next());
    assertEquals(
        List.of("CONSUMER receive /app/greeting\n", "PRODUCER send /app/greeting\n"),
        linked(handshake, 2).stream()
            .map(root -> SpanTree.of(sink.trace(root.traceId())))
            .sorted()
            .toList());
    peer.close(1000);
    awaitClosed("/app/greeting", "1000", 1);
  }

  @Test
  void broadcastIsOneTrace() throws Exception {
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      peers.add(Peer.connect(port, "/app/broadcast"));
    }
    // A client may be connected before its endpoint has been told.
    for (Peer peer : peers) {
      peer.send("hello");
    }
    awaitMessages("/app/broadcast", "inbound", "text", 3);
    peers.get(0).send("all");
    for (Peer peer : peers) {
      String last;
      do {
        last = (String) peer.next();
      } while (!last.equals("all"));
    }
    List<OtlpSpan> roots =
        sink.awaitSpans(span -> span.name().equals("receive /app/broadcast") && size(span) == 3, 1);
    assertEquals(
        """
        CONSUMER receive /app/broadcast
          PRODUCER send /app/broadcast
          PRODUCER send /app/broadcast
          PRODUCER send /app/broadcast
        """,
        tree(roots.get(0), 4));
    peers.forEach(peer -> peer.close(1000));
    awaitClosed("/app/broadcast", "1000", 3);
  }

  @Test
  void everyWayToSendIsOneMessage() throws Exception {
    String route = "/app/sending";
    Peer peer = Peer.connect(port, route);
    List<Object> received = new ArrayList<>();
    List<String> ways =
        List.of(
            "basic",
            "umlauts",
            "future",
            "handler",
            "bytes",
            "async bytes",
            "object",
            "parts",
            "batch",
            "stream",
            "writer");
    for (String way : ways) {
      peer.send(way);
      received.add(peer.next());
      if (way.equals("handler")) {
        received.add(peer.next());
      }
    }
    peer.send("ping").send("pong");
    awaitMessages(route, "outbound", "text", 9);
    awaitMessages(route, "outbound", "binary", 3);
    awaitMessages(route, "outbound", "ping", 2);
    awaitMessages(route, "outbound", "pong", 1);
    awaitMessages(route, "inbound", "pong", 2);
    awaitMessages(route, "inbound", "text", 13);
    assertEquals(
        received.stream()
            .filter(String.class::isInstance)
            .mapToInt(text -> ((String) text).getBytes(StandardCharsets.UTF_8).length)
            .sum(),
        bytes(route, "outbound", "text"));
    assertEquals(30_000, bytes(route, "outbound", "binary"));
    assertEquals(8, bytes(route, "outbound", "ping"));
    assertEquals(5, bytes(route, "outbound", "pong"));
    assertEquals(12, sink.awaitSpans(span -> span.name().equals("send " + route), 12).size());
    peer.close(1000);
    awaitClosed(route, "1000", 1);
  }

  @Test
  void partsAreOneMessage() throws Exception {
    String route = "/app/partial";
    Peer peer = Peer.connect(port, route);
    peer.send("\u00e9ins", false).ping(0).send(" zwei", false).send(" drei", true);
    assertEquals("parts 3", peer.next());
    peer.send(20_000);
    assertEquals("binary", peer.next());
    awaitMessages(route, "inbound", "text", 1);
    awaitMessages(route, "inbound", "binary", 1);
    awaitMessages(route, "inbound", "ping", 1);
    awaitMessages(route, "outbound", "text", 2);
    assertEquals(15, bytes(route, "inbound", "text"));
    assertEquals(20_000, bytes(route, "inbound", "binary"));
    Exposition page = app.scrape();
    String handled = "websocket_message_handler_duration_seconds_count";
    assertEquals(1, page.value(handled, "route", route, "type", "text"));
    assertEquals(1, page.value(handled, "route", route, "type", "binary"));
    assertEquals(2, sink.awaitSpans(span -> span.name().equals("receive " + route), 2).size());
    peer.close(1000);
    awaitClosed(route, "1000", 1);
  }

  @Test
  void controlFramesAreCountedEvenIfTheirHandlerFails() {
    String route = "/app/echo/{room}";
    double pings = messages(route, "inbound", "ping");
    double pongs = messages(route, "inbound", "pong");
    double answers = messages(route, "outbound", "pong");
    Peer peer = Peer.connect(port, "/app/echo/control").ping(4).pong(2);
    awaitMessages(route, "inbound", "ping", pings + 1);
    awaitMessages(route, "outbound", "pong", answers + 1);
    awaitMessages(route, "inbound", "pong", pongs + 1);
    peer.pong(3);
    awaitMessages(route, "inbound", "pong", pongs + 2);
    awaitErrors(route, IllegalStateException.class, 1);
    peer.abandon();
  }

  @Test
  void failuresAreCountedOnceAndShownOnTheSpan() throws Exception {
    String route = "/app/throwing/{where}";
    Peer failing = Peer.connect(port, "/app/throwing/message").send("7");
    awaitErrors(route, ArithmeticException.class, 1);
    OtlpSpan failed = linked(handshake("/app/throwing/message"), 1).get(0);
    assertTrue(failed.isError());
    assertEquals("java.lang.ArithmeticException", failed.string("error.type"));
    Map<String, Object> event = failed.events("exception").get(0);
    failing.abandon();
    assertEquals("on message 7", event.get("exception.message"));

    Peer decoding = Peer.connect(port, "/app/throwing/decode").send("seven").send("7");
    assertTrue(linked(handshake("/app/throwing/decode"), 2).stream().anyMatch(OtlpSpan::isError));
    assertEquals(
        1, app.scrape().sum("websocket_errors_total", "route", route, "type", decodeException()));
    decoding.close(1000);

    Peer.connect(port, "/app/throwing/open").awaitClosed();
    awaitErrors(route, UnsupportedOperationException.class, 1);
    Peer.connect(port, "/app/throwing/close").close(1000);
    awaitErrors(route, IllegalStateException.class, 1);
    awaitNoneActive(route);
    assertEquals(4, app.scrape().sum("websocket_errors_total", "route", route));
  }

  @Test
  void programmaticEndpointThatFailsToOpenIsClosed() throws IOException {
    String route = "/app/refusing";
    RudePeer.connect(port, route);
    awaitErrors(route, SecurityException.class, 1);
    awaitClosed(route, "1006", 1);
  }

  @Test
  void gaugeComesBackHoweverAConnectionEnds() throws Exception {
    String route = "/app/closing/{how}";
    Peer.connect(port, "/app/closing/normally").close(1000);
    awaitClosed(route, "1000", 1);
    Peer.connect(port, "/app/closing/oddly").close(4242);
    awaitClosed(route, "4242", 1);
    assertEquals(4001, Peer.connect(port, "/app/closing/bidden").send("4001").awaitClosed());
    awaitClosed(route, "4001", 1);
    RudePeer.connect(port, "/app/closing/vanish").vanish();
    awaitClosed(route, "1006", 1);
    RudePeer.connect(port, "/app/closing/reset").reset();
    awaitClosed(route, "1006", 2);
    RudePeer.connect(port, "/app/closing/midframe").write(0x81, 0x85, 1, 2, 3).reset();
    awaitClosed(route, "1006", 3);
    RudePeer.connect(port, "/app/closing/unmasked").write(0x81, 0x01, 'x');
    awaitClosed(route, "1002", 1);
    Peer.connect(port, "/app/closing/idle").awaitClosed();
    awaitNoneActive(route);
    Exposition page = app.scrape();
    assertEquals(8, page.sum("websocket_connections_closed_total", "route", route));
    assertEquals(8, page.value("websocket_connections_total", "route", route));
    assertEquals(8, page.value("websocket_connection_duration_seconds_count", "route", route));
    assertEquals(0, page.sum("websocket_errors_total", "route", route));
  }

  @Test
  void tenThousandMessagesAreTenThousandCounted() throws Exception {
    String route = "/app/echo/{room}";
    int peers = 20;
    int each = 500;
    double in = messages(route, "inbound", "text") + messages(route, "inbound", "binary");
    double out = messages(route, "outbound", "text") + messages(route, "outbound", "binary");
    ExecutorService threads = Executors.newFixedThreadPool(peers);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < peers; i++) {
        String path = "/app/echo/" + i;
        all.add(
            threads.submit(
                () -> {
                  Peer peer = Peer.connect(port, path);
                  for (int n = 0; n < each / 2; n++) {
                    peer.send("text " + n).send(n);
                  }
                  for (int n = 0; n < each / 2; n++) {
                    assertEquals("text " + n, peer.next());
                    assertEquals(n, peer.next());
                  }
                  peer.close(1000);
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdown();
    }
    Await.until(
        "all messages",
        LIMIT,
        () -> messages(route, "outbound", "text") + messages(route, "outbound", "binary"),
        counted -> counted >= out + peers * each);
    assertEquals(
        out + peers * each,
        messages(route, "outbound", "text") + messages(route, "outbound", "binary"));
    assertEquals(
        in + peers * each,
        messages(route, "inbound", "text") + messages(route, "inbound", "binary"));
  }

  @Test
  @Order(Integer.MAX_VALUE - 1)
  void thousandPeersVanishWithoutATrace() throws Exception {
    String route = "/app/echo/{room}";
    double before = closed(route, "1006");
    int keptBefore = instances("WebSocketConnection");
    for (int i = 0; i < 1000; i++) {
      RudePeer peer = RudePeer.connect(port, "/app/echo/vanishing");
      if (i % 2 == 0) {
        peer.vanish();
      } else {
        peer.reset();
      }
    }
    awaitClosed(route, "1006", before + 1000);
    awaitNoneActive(route);
    assertEquals(0, app.scrape().sum("websocket_connections_active"));
    // Some versions of Tomcat themselves keep a session that failed to open.
    Await.until(
        "no more connections kept than before",
        LIMIT,
        () -> instances("WebSocketConnection"),
        kept -> kept <= keptBefore);
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void stoppedApplicationHasNoConnections() throws Exception {
    String route = "/app/echo/{room}";
    Peer peer = Peer.connect(port, "/app/echo/stopped").send("still there");
    assertEquals("still there", peer.next());
    assertEquals(1, app.scrape().value("websocket_connections_active", "route", route));
    try (InputStream stopped =
        URI.create("http://localhost:" + port + "/stop").toURL().openStream()) {
      assertEquals(0, stopped.readAllBytes().length);
    }
    awaitClosed(route, "1001", 1);
    Exposition page = app.scrape();
    assertEquals(0, page.sum("websocket_connections_active"));
    assertEquals(0, page.sum("sidelight_advice_errors_total"), app::toString);
  }

  private static OtlpSpan handshake(String path) {
    return sink.awaitSpans(span -> path.equals(span.string("url.path")), 1).get(0);
  }

  private static List<OtlpSpan> linked(OtlpSpan to, int count) {
    return sink.awaitSpans(
        span ->
            span.parentId().isEmpty()
                && span.proto().getLinksList().stream()
                    .anyMatch(
                        link ->
                            hex(link.getSpanId().toByteArray()).equals(to.spanId())
                                && hex(link.getTraceId().toByteArray()).equals(to.traceId())),
        count);
  }

  private static String hex(byte[] id) {
    return HexFormat.of().formatHex(id);
  }

  private static String tree(OtlpSpan root, int spans) {
    return SpanTree.of(sink.awaitSpans(span -> span.traceId().equals(root.traceId()), spans));
  }

  private static long size(OtlpSpan span) {
    Long size = span.number("websocket.message.size");
    return size == null ? -1 : size;
  }

  private static double messages(String route, String direction, String type) {
    return app.scrape()
        .sum("websocket_messages_total", "route", route, "direction", direction, "type", type);
  }

  private static double bytes(String route, String direction, String type) {
    return app.scrape()
        .value(
            "websocket_message_size_bytes_sum",
            "route",
            route,
            "direction",
            direction,
            "type",
            type);
  }

  private static double closed(String route, String code) {
    return app.scrape().sum("websocket_connections_closed_total", "route", route, "code", code);
  }

  private static void awaitMessages(String route, String direction, String type, double count) {
    Await.until(
        count + " " + direction + " " + type,
        LIMIT,
        () -> messages(route, direction, type),
        counted -> counted == count);
  }

  private static void awaitClosed(String route, String code, double count) {
    Await.until(count + " closed with " + code, LIMIT, () -> closed(route, code), n -> n == count);
  }

  private static void awaitErrors(String route, Class<?> type, double count) {
    Await.until(
        count + " of " + type,
        LIMIT,
        () -> app.scrape().sum("websocket_errors_total", "route", route, "type", type.getName()),
        counted -> counted == count);
  }

  private static void awaitNoneActive(String route) {
    Await.until(
        "no connection of " + route,
        LIMIT,
        () -> app.scrape().value("websocket_connections_active", "route", route),
        active -> active == 0);
  }

  private static String decodeException() {
    String name = "javax.websocket.DecodeException";
    return app.scrape().has("websocket_errors_total", "type", name)
        ? name
        : name.replace("javax", "jakarta");
  }

  /** Objects of one of the recorder's classes that are still reachable. */
  private static int instances(String simpleName) throws IOException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(app.pid()), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String histogram = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(histogram.contains("java.lang.String"), histogram);
    return histogram
        .lines()
        .filter(line -> line.endsWith("io.sidelight.core.record." + simpleName))
        .mapToInt(line -> Integer.parseInt(line.trim().split("\\s+")[1]))
        .sum();
  }
}
