package io.sidelight.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.core.meter.MeterSettings;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.trace.Propagation;
import io.sidelight.core.trace.Sampler;
import io.sidelight.core.trace.Span;
import io.sidelight.core.trace.SpanLimits;
import io.sidelight.core.trace.Tracer;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebSocketRecorderTest {
  private static final long NEVER = TimeUnit.DAYS.toNanos(1);
  private static final int MANY = 500;

  private final Meters meters = new Meters(MeterSettings.defaults());
  private final ConcurrentLinkedQueue<Span> ended = new ConcurrentLinkedQueue<>();

  @AfterEach
  void nothingIsLeft() {
    assertNull(ThreadState.get().span);
    assertNull(ThreadState.get().webSocketMessage);
  }

  private WebSocketRecorder recorder(int tracesPerSecond, long slowNanos) {
    return recorder(Sampler.alwaysOn(), tracesPerSecond, slowNanos);
  }

  private WebSocketRecorder recorder(Sampler sampler, int tracesPerSecond, long slowNanos) {
    Tracer tracer = new Tracer(sampler, ended::add, SpanLimits.defaults());
    return new WebSocketRecorder(meters, tracer, tracesPerSecond, slowNanos);
  }

  /** A connection to this server, that the application has been told of. */
  static WebSocketConnection open(WebSocketRecorder recorder, String route) {
    Object session = new Object();
    recorder.beginHandshake(route);
    recorder.grant(session);
    recorder.endHandshake();
    WebSocketConnection connection = recorder.open(session);
    recorder.name(session);
    assertNotNull(connection);
    recorder.opened(connection, null);
    return connection;
  }

  private static void receive(
      WebSocketRecorder recorder, WebSocketConnection connection, Throwable thrown) {
    recorder.receiver().begin(connection, WebSocketMessageType.TEXT, 5, true);
    WebSocketPart reply = recorder.sender().take(connection, WebSocketMessageType.TEXT, 7, true);
    recorder.sender().written(reply, null);
    recorder.receiver().end(connection, thrown);
  }

  private long traces() {
    return ended.stream().map(span -> span.traceIdLow).distinct().count();
  }

  private List<String> lines(String name) {
    return Scrape.lines(meters, name).stream().sorted().toList();
  }

  private static double number(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  @Test
  void manyMessagesOfOneRouteAreCountedAllAndTracedInPart() {
    WebSocketRecorder recorder = recorder(10, NEVER);
    WebSocketConnection connection = open(recorder, "/chat");
    long begin = System.nanoTime();
    for (int i = 0; i < MANY; i++) {
      receive(recorder, connection, null);
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) + 2;
    assertTrue(ended.size() >= 20, "the first ten, with their replies");
    assertTrue(ended.size() <= 20 * seconds, ended.size() + " spans");
    assertEquals(
        List.of(
            "websocket_messages_total{direction=\"inbound\",route=\"/chat\",type=\"text\"} 500.0",
            "websocket_messages_total{direction=\"outbound\",route=\"/chat\",type=\"text\"} 500.0"),
        lines("websocket_messages_total"));
    double leftOut = number(lines("websocket_traces_left_out_total").get(0));
    assertEquals(MANY - ended.size() / 2, leftOut, "a reply is no trace of its own");
  }

  @Test
  void otherRoutesHaveABudgetOfTheirOwn() {
    WebSocketRecorder recorder = recorder(1, NEVER);
    receive(recorder, open(recorder, "/chat"), null);
    receive(recorder, open(recorder, "/feed"), null);
    assertEquals(4, ended.size());
  }

  @Test
  void failuresAreTracedInAnyCase() {
    WebSocketRecorder recorder = recorder(1, NEVER);
    WebSocketConnection connection = open(recorder, "/chat");
    for (int i = 0; i < MANY; i++) {
      receive(recorder, connection, new IllegalStateException());
    }
    assertEquals(MANY, traces());
    assertEquals(List.of(), lines("websocket_traces_left_out_total"));
  }

  @Test
  void slowMessagesAreTracedInAnyCase() {
    WebSocketRecorder recorder = recorder(1, 0);
    WebSocketConnection connection = open(recorder, "/chat");
    for (int i = 0; i < MANY; i++) {
      receive(recorder, connection, null);
    }
    assertEquals(MANY, traces());
  }

  @Test
  void whatTheSamplerDoesNotWantIsNotKept() {
    WebSocketRecorder recorder = recorder(Sampler.alwaysOff(), 1, 0);
    WebSocketConnection connection = open(recorder, "/chat");
    receive(recorder, connection, new IllegalStateException());
    receive(recorder, connection, new IllegalStateException());
    assertEquals(0, ended.size());
    assertEquals(List.of(), lines("websocket_traces_left_out_total"));
  }

  @Test
  void messagesMayWaitOneBehindTheOther() {
    WebSocketRecorder recorder = recorder(0, NEVER);
    WebSocketConnection connection = open(recorder, "/chat");
    WebSocketSender sender = recorder.sender();
    WebSocketPart begin = sender.take(connection, WebSocketMessageType.BINARY, 3, false);
    WebSocketPart ping = sender.take(connection, WebSocketMessageType.PING, 1, true);
    WebSocketPart end = sender.take(connection, WebSocketMessageType.TEXT, 4, true);
    WebSocketPart next = sender.take(connection, WebSocketMessageType.TEXT, 9, true);
    sender.written(next, null);
    sender.written(begin, null);
    sender.written(ping, null);
    sender.written(end, null);
    String route = "{direction=\"outbound\",route=\"/chat\",type=";
    assertEquals(
        List.of(
            "websocket_message_size_bytes_sum" + route + "\"binary\"} 7.0",
            "websocket_message_size_bytes_sum" + route + "\"ping\"} 1.0",
            "websocket_message_size_bytes_sum" + route + "\"text\"} 9.0"),
        lines("websocket_message_size_bytes_sum"));
    assertEquals(2, ended.size());
  }

  @Test
  void messageThatBreaksOffIsNotCountedAndNotGoneOnWith() {
    WebSocketRecorder recorder = recorder(0, NEVER);
    WebSocketConnection connection = open(recorder, "/chat");
    WebSocketSender sender = recorder.sender();
    WebSocketPart begin = sender.take(connection, WebSocketMessageType.BINARY, 3, false);
    sender.written(begin, new IllegalStateException());
    sender.written(sender.take(connection, WebSocketMessageType.TEXT, 4, true), null);
    WebSocketPart failing = sender.take(connection, WebSocketMessageType.BINARY, 3, false);
    WebSocketPart taken = sender.take(connection, WebSocketMessageType.BINARY, 3, true);
    sender.written(failing, new IllegalStateException());
    sender.written(taken, null);
    assertEquals(
        List.of(
            "websocket_messages_total{direction=\"outbound\",route=\"/chat\",type=\"text\"} 1.0"),
        lines("websocket_messages_total"));
    assertEquals(3, ended.size());
  }

  @Test
  void partsThatWaitAreOneMessageWhileOthersArrive() {
    WebSocketRecorder recorder = recorder(0, NEVER);
    WebSocketConnection connection = open(recorder, "/chat");
    WebSocketReceiver receiver = recorder.receiver();
    receiver.arrived(connection, 2);
    receiver.arrived(connection, 1);
    WebSocketPart begin = receiver.take(connection, WebSocketMessageType.TEXT, false);
    receiver.arrived(connection, 4);
    WebSocketPart end = receiver.take(connection, WebSocketMessageType.TEXT, true);
    receiver.arrived(connection, 8);
    WebSocketPart next = receiver.take(connection, WebSocketMessageType.BINARY, true);
    receiver.arrivedControl(connection, 5);
    receiver.takeControl(connection, WebSocketMessageType.PING);
    for (WebSocketPart part : List.of(begin, end, next)) {
      receiver.begin(part);
      receiver.end(part, null);
    }
    String route = "{direction=\"inbound\",route=\"/chat\",type=";
    assertEquals(
        List.of(
            "websocket_message_size_bytes_sum" + route + "\"binary\"} 8.0",
            "websocket_message_size_bytes_sum" + route + "\"ping\"} 5.0",
            "websocket_message_size_bytes_sum" + route + "\"text\"} 7.0"),
        lines("websocket_message_size_bytes_sum"));
    assertEquals(2, ended.size());
  }

  @Test
  void whatIsOfferedIsTakenOnce() {
    WebSocketRecorder recorder = recorder(0, NEVER);
    WebSocketConnection connection = open(recorder, "/chat");
    WebSocketReceiver receiver = recorder.receiver();
    WebSocketPart part = receiver.take(connection, WebSocketMessageType.TEXT, true);
    receiver.offer(part);
    assertEquals(part, receiver.offered());
    assertNull(receiver.offered());
  }

  @Test
  void streamTellsItsSizeAsItIsWritten() {
    WebSocketRecorder recorder = recorder(0, NEVER);
    WebSocketConnection connection = open(recorder, "/chat");
    WebSocketSender sender = recorder.sender();
    WebSocketPart first = sender.open(connection, WebSocketMessageType.TEXT);
    WebSocketPart second = sender.open(connection, WebSocketMessageType.PONG);
    sender.add(first, 3);
    sender.add(second, 2);
    sender.written(second, null);
    sender.add(first, 4);
    sender.written(first, null);
    sender.written(first, null);
    String route = "{direction=\"outbound\",route=\"/chat\",type=";
    assertEquals(
        List.of(
            "websocket_message_size_bytes_sum" + route + "\"pong\"} 2.0",
            "websocket_message_size_bytes_sum" + route + "\"text\"} 7.0"),
        lines("websocket_message_size_bytes_sum"));
    assertEquals(1, ended.size());
  }

  @Test
  void messagesThatWaitPendUntilTheyAreWrittenOrTheConnectionEnds() {
    WebSocketRecorder recorder = recorder(0, NEVER);
    Object session = new Object();
    recorder.beginHandshake("/chat");
    recorder.grant(session);
    recorder.endHandshake();
    WebSocketConnection connection = recorder.open(session);
    recorder.name(session);
    recorder.opened(connection, null);
    WebSocketSender sender = recorder.sender();
    WebSocketPart first = sender.take(connection, WebSocketMessageType.TEXT, 1, true);
    WebSocketPart second = sender.take(connection, WebSocketMessageType.TEXT, 2, false);
    WebSocketPart third = sender.take(connection, WebSocketMessageType.TEXT, 3, true);
    WebSocketPart ping = sender.take(connection, WebSocketMessageType.PING, 4, true);
    assertEquals(List.of("websocket_messages_pending{route=\"/chat\"} 2.0"), pending());
    sender.written(first, null);
    sender.written(second, null);
    assertEquals(List.of("websocket_messages_pending{route=\"/chat\"} 1.0"), pending());
    recorder.gone(session);
    assertEquals(List.of("websocket_messages_pending{route=\"/chat\"} 0.0"), pending());
    sender.written(third, new IllegalStateException());
    sender.written(ping, null);
    sender.take(connection, WebSocketMessageType.TEXT, 5, true);
    assertEquals(List.of("websocket_messages_pending{route=\"/chat\"} 0.0"), pending());
  }

  @Test
  void connectionEndsWithWhatCarriesIt() {
    WebSocketRecorder recorder = recorder(Sampler.alwaysOff(), 0, NEVER);
    Tracer tracer = new Tracer(Sampler.alwaysOff(), ended::add, SpanLimits.defaults());
    HttpServerRecorder http =
        new HttpServerRecorder(meters, tracer, List.of("GET"), Propagation.of(List.of()), 20);
    SampleCall request = new SampleCall();
    http.begin(request);
    open(recorder, "/chat");
    http.leave(request);
    http.end(request);
    WebSocketConnection granted = recorder.granted(request);
    assertNotNull(granted);
    recorder.dropped(granted);
    recorder.dropped(granted);
    assertEquals(
        List.of("websocket_connections_closed_total{code=\"1006\",route=\"/chat\"} 1.0"),
        lines("websocket_connections_closed_total"));
    assertNull(recorder.granted(new SampleCall()));
  }

  private List<String> pending() {
    return lines("websocket_messages_pending");
  }
}
