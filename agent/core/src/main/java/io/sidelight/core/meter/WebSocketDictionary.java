package io.sidelight.core.meter;

import static io.sidelight.core.meter.Dimension.CODE;
import static io.sidelight.core.meter.Dimension.DIRECTION;
import static io.sidelight.core.meter.Dimension.ERROR_TYPE;
import static io.sidelight.core.meter.Dimension.MESSAGE_TYPE;
import static io.sidelight.core.meter.Dimension.OPERATION;
import static io.sidelight.core.meter.Dimension.ROUTE;
import static io.sidelight.core.meter.Dimension.STATUS_CODE;
import static io.sidelight.core.meter.Metric.counter;
import static io.sidelight.core.meter.Metric.gauge;
import static io.sidelight.core.meter.Metric.histogram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The names of all that is measured of WebSocket, which no semantic convention covers. */
final class WebSocketDictionary {
  private WebSocketDictionary() {}

  static List<Metric> metrics() {
    List<Metric> metrics =
        new ArrayList<>(
            of(
                WebSocketMeasures.SERVER,
                "websocket_",
                "route",
                "WebSocket connections",
                "WebSocket messages"));
    metrics.addAll(
        of(
            WebSocketMeasures.CLIENT,
            "websocket_client_",
            "host",
            "WebSocket connections to other servers",
            "WebSocket messages from and to other servers"));
    metrics.add(
        counter("stomp_messages", "STOMP frames, by command.", WebSocketMeasures.STOMP)
            .label("route", ROUTE)
            .label("direction", DIRECTION)
            .label("command", OPERATION));
    return metrics;
  }

  private static List<Metric> of(
      WebSocketMeasures measures,
      String prefix,
      String label,
      String connections,
      String messages) {
    return Arrays.asList(
        gauge(prefix + "connections_active", connections + " that are open now.", measures.active)
            .label(label, measures.place),
        counter(prefix + "connections", connections + " that have been opened.", measures.opened)
            .label(label, measures.place),
        counter(
                prefix + "connections_closed",
                connections + " that have ended, by close code.",
                measures.closed)
            .label(label, measures.place)
            .label("code", CODE),
        histogram(
                prefix + "connection_duration_seconds",
                "Time that " + connections + " which have ended were open.",
                measures.connectionDuration)
            .label(label, measures.place),
        histogram(
                prefix + "message_size_bytes",
                "Payload size of " + messages + ".",
                measures.messageSize)
            .label(label, measures.place)
            .label("direction", DIRECTION)
            .label("type", MESSAGE_TYPE),
        counter(
                prefix + "messages",
                messages + " that were received or sent.",
                measures.messageSize)
            .label(label, measures.place)
            .label("direction", DIRECTION)
            .label("type", MESSAGE_TYPE),
        histogram(
                prefix + "message_handler_duration_seconds",
                "Time that the application took to handle " + messages + ".",
                measures.handlerDuration)
            .label(label, measures.place)
            .label("type", MESSAGE_TYPE),
        histogram(
                prefix + "message_send_duration_seconds",
                "Time from sending " + messages + " until they were written.",
                measures.sendDuration)
            .label(label, measures.place)
            .label("type", MESSAGE_TYPE),
        gauge(
                prefix + "messages_pending",
                messages + " that are being sent, or wait for that.",
                measures.pending)
            .label(label, measures.place),
        counter(
                prefix + "handshakes_refused",
                "Requests for " + connections + " that were not granted.",
                measures.refused)
            .label(label, measures.place)
            .label("status_code", STATUS_CODE),
        counter(
                prefix + "traces_left_out",
                messages + " that have no trace since there were too many.",
                measures.leftOut)
            .label(label, measures.place),
        counter(prefix + "errors", "Errors on " + connections + ", by type.", measures.errors)
            .label(label, measures.place)
            .label("type", ERROR_TYPE));
  }
}
