package io.sidelight.core.record;

import io.sidelight.core.meter.Counts;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether Redis had what a command asked for, by its reply; see the replies in the documentation of
 * each command. What a key was is not looked at.
 */
final class CacheReplies {
  private CacheReplies() {}

  /**
   * Counts hits and misses, if the command is one that looks something up.
   *
   * @param command its name, upper-case
   * @param keys how many keys or fields it asked for, as far as one reply is for all of them
   * @param reply as the client has read it, or made of it
   */
  static void count(Counts counts, String command, int keys, @Nullable Object reply) {
    if (reply instanceof Throwable) {
      return;
    }
    switch (command) {
      case "GET":
      case "GETEX":
      case "GETDEL":
      case "HGET":
        found(counts, command, reply == null ? 0 : 1, 1);
        break;
      case "HGETALL":
        found(counts, command, isEmpty(reply) ? 0 : 1, 1);
        break;
      case "MGET":
      case "HMGET":
        countEach(counts, command, keys, reply);
        break;
      case "EXISTS":
        countExisting(counts, command, keys, reply);
        break;
      case "HEXISTS":
        countExisting(counts, command, 1, reply);
        break;
      default:
    }
  }

  private static boolean isEmpty(@Nullable Object reply) {
    return reply == null
        || (reply instanceof Collection && ((Collection<?>) reply).isEmpty())
        || (reply instanceof Map && ((Map<?, ?>) reply).isEmpty());
  }

  private static void countEach(Counts counts, String command, int keys, @Nullable Object reply) {
    if (reply instanceof Collection) {
      int hits = 0;
      for (Object one : (Collection<?>) reply) {
        hits += one == null ? 0 : 1;
      }
      found(counts, command, hits, ((Collection<?>) reply).size());
    } else if (reply instanceof Map) {
      // Redisson makes one of what was found.
      int hits = ((Map<?, ?>) reply).size();
      found(counts, command, hits, Math.max(keys, hits));
    }
  }

  private static void countExisting(
      Counts counts, String command, int keys, @Nullable Object reply) {
    if (reply instanceof Boolean) {
      found(counts, command, (Boolean) reply ? 1 : 0, 1);
    } else if (reply instanceof Number) {
      int existing = ((Number) reply).intValue();
      found(counts, command, existing, Math.max(keys, existing));
    }
  }

  /** Counts what was found, of all that was looked for. */
  static void found(Counts counts, String command, int hits, int all) {
    if (hits > 0) {
      counts.series(command, "hit").add(hits);
    }
    if (all > hits) {
      counts.series(command, "miss").add(all - hits);
    }
  }
}
