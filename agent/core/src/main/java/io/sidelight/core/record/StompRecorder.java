package io.sidelight.core.record;

import io.sidelight.core.meter.Meters;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** STOMP frames by route and command, each way. Thread-safe. */
public final class StompRecorder {
  /** STOMP 1.2, and what Spring calls a line that says only that the peer is alive. */
  private static final Set<String> COMMANDS =
      new HashSet<>(
          Arrays.asList(
              "STOMP",
              "CONNECT",
              "CONNECTED",
              "SEND",
              "SUBSCRIBE",
              "UNSUBSCRIBE",
              "ACK",
              "NACK",
              "BEGIN",
              "COMMIT",
              "ABORT",
              "DISCONNECT",
              "MESSAGE",
              "RECEIPT",
              "ERROR",
              "HEARTBEAT"));

  private static final String OTHER = "_OTHER";

  private final Meters meters;
  private final WeakTable<Object, String> routes = new WeakTable<>();

  StompRecorder(Meters meters) {
    this.meters = meters;
  }

  /**
   * A frame has been read on the current thread, which handles the WebSocket message or the request
   * that it came in. One that came in neither, to a STOMP client for example, has no route.
   *
   * @param command as in the specification; {@code HEARTBEAT} for a frame that has none
   */
  public void received(String command) {
    count(route(ThreadState.get()), "inbound", command);
  }

  /** What the current thread handles has come by this session, and answers will go by it. */
  public void know(Object session) {
    if (routes.get(session) == null) {
      routes.put(session, route(ThreadState.get()));
    }
  }

  /** The current thread is about to write frames to this session. */
  public void begin(Object session) {
    ThreadState.get().stompRoute = routes.get(session);
  }

  /** It has come back from what was {@link #begin begun}. */
  public void end() {
    ThreadState.get().stompRoute = null;
  }

  /**
   * A frame is about to be written; outside of {@link #begin} and {@link #end} it has no route.
   *
   * @param command as for {@link #received}
   */
  public void sent(String command) {
    String route = ThreadState.get().stompRoute;
    count(route == null ? "" : route, "outbound", command);
  }

  private String route(ThreadState thread) {
    WebSocketMessage message = thread.webSocketMessage;
    if (message != null) {
      WebSocketConnection connection = message.connection;
      return connection.isOf(meters.webSocketServer) ? connection.place : "";
    }
    return thread.request == null ? "" : thread.request.routeLabel();
  }

  private void count(String route, String direction, String command) {
    String label = COMMANDS.contains(command) ? command : OTHER;
    meters.stompMessages.series(route, direction, label).increment();
  }
}
