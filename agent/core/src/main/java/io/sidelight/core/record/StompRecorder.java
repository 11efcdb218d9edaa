package io.sidelight.core.record;

import io.sidelight.core.meter.CountSeries;
import io.sidelight.core.meter.Meters;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** STOMP frames by command, each way. Thread-safe. */
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
  private final ConcurrentMap<String, CountSeries> inbound = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, CountSeries> outbound = new ConcurrentHashMap<>();

  StompRecorder(Meters meters) {
    this.meters = meters;
  }

  /**
   * A frame has been read.
   *
   * @param command as in the specification; {@code HEARTBEAT} for a frame that has none
   */
  public void received(String command) {
    count(inbound, "inbound", command);
  }

  /** A frame is about to be written. */
  public void sent(String command) {
    count(outbound, "outbound", command);
  }

  private void count(ConcurrentMap<String, CountSeries> known, String direction, String command) {
    CountSeries series = known.get(command);
    if (series == null) {
      String label = COMMANDS.contains(command) ? command : OTHER;
      series = meters.stompMessages.series(direction, label);
      if (label.equals(command)) {
        known.put(command, series);
      }
    }
    series.increment();
  }
}
