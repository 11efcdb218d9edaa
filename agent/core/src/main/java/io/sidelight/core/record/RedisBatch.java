package io.sidelight.core.record;

import io.sidelight.core.meter.Counts;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Commands that a connection has sent and whose replies nobody has read yet. Used by one thread at
 * a time, as connections are.
 */
final class RedisBatch {
  /** Of so many it is known which they are; all are counted. */
  private static final int MOST = 10_000;

  final @Nullable String address;
  final int port;
  final long startNanos = System.nanoTime();
  int count;
  private String[] commands = new String[4];
  private int[] keys = new int[4];

  RedisBatch(@Nullable String address, int port) {
    this.address = address;
    this.port = port;
  }

  void add(String command, int ofKeys) {
    int at = count++;
    if (at >= MOST) {
      return;
    }
    if (at == commands.length) {
      commands = Arrays.copyOf(commands, at * 2);
      keys = Arrays.copyOf(keys, at * 2);
    }
    commands[at] = command;
    keys[at] = ofKeys;
  }

  String first() {
    return commands[0];
  }

  /**
   * Counts hits and misses.
   *
   * @param skipped commands at the beginning that have no reply among these
   */
  void replies(Counts counts, List<?> replies, int skipped) {
    int known = Math.min(Math.min(count, MOST) - skipped, replies.size());
    for (int i = 0; i < known; i++) {
      CacheReplies.count(counts, commands[skipped + i], keys[skipped + i], replies.get(i));
    }
  }
}
