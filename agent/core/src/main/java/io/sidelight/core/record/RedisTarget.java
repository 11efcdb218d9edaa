package io.sidelight.core.record;

import io.sidelight.core.meter.DurationSeries;
import io.sidelight.core.meter.Meters;
import io.sidelight.core.trace.SpanTemplate;
import io.sidelight.core.trace.Tracer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A command to one server, and what is the same each time that it is sent. Thread-safe. */
final class RedisTarget {
  /** Whether it always waits for something to happen, and has series of its own. */
  final boolean isBlocking;

  final SpanTemplate span;
  private final Meters meters;
  private final String command;
  private final @Nullable String address;
  private final int port;

  /** Found when it is first needed: before, there is no such series. */
  private @Nullable DurationSeries duration;

  /** The same command to another server. */
  final @Nullable RedisTarget next;

  final int length;

  RedisTarget(
      Meters meters,
      Tracer tracer,
      String command,
      @Nullable String address,
      int port,
      @Nullable RedisTarget next) {
    this.meters = meters;
    this.command = command;
    this.address = address;
    this.port = port;
    this.next = next;
    this.length = next == null ? 1 : next.length + 1;
    this.isBlocking = isBlocking(command);
    this.span =
        tracer.template(
            command,
            "db.system.name",
            "redis",
            "db.operation.name",
            command,
            "server.address",
            address,
            "server.port",
            port > 0 ? port : null);
  }

  /** Of those that ended well. Threads may race for it, since all find the same. */
  DurationSeries duration() {
    DurationSeries known = duration;
    if (known == null) {
      known = series(false, "");
      duration = known;
    }
    return known;
  }

  /**
   * @param blocks whether this one was told to wait
   */
  DurationSeries series(boolean blocks, String errorType) {
    return (blocks || isBlocking ? meters.redisBlocked : meters.redisDuration)
        .series(command, errorType);
  }

  boolean is(@Nullable String address, int port) {
    return this.port == port && Objects.equals(this.address, address);
  }

  /** See the blocking commands of Redis. */
  private static boolean isBlocking(String command) {
    switch (command) {
      case "BLPOP":
      case "BRPOP":
      case "BRPOPLPUSH":
      case "BLMOVE":
      case "BLMPOP":
      case "BZPOPMIN":
      case "BZPOPMAX":
      case "BZMPOP":
      case "WAIT":
      case "WAITAOF":
        return true;
      default:
        return false;
    }
  }
}
