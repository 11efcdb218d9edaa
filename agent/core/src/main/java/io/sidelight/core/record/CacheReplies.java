package io.sidelight.core.record;

import io.sidelight.core.meter.Counts;
import io.sidelight.core.meter.Meters;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether Redis had what a command asked for, by its reply; see the replies in the documentation of
 * each command. What a key was is not looked at.
 */
final class CacheReplies {
  private final Counts requests;
  private final Counts keyRequests;

  CacheReplies(Meters meters) {
    requests = meters.redisCache;
    keyRequests = meters.redisKeys;
  }

  /**
   * Counts hits and misses, if the command is one that looks something up.
   *
   * @param command its name, upper-case
   * @param keys how many keys or fields it asked for, as far as one reply is for all of them
   * @param template what its key is one of, or null
   * @param reply as the client has read it, or made of it
   */
  void count(String command, int keys, @Nullable String template, @Nullable Object reply) {
    if (reply instanceof Throwable) {
      return;
    }
    switch (command) {
      case "GET":
      case "GETEX":
      case "GETDEL":
      case "HGET":
        found(command, template, reply == null ? 0 : 1, 1);
        break;
      case "HGETALL":
        found(command, template, isEmpty(reply) ? 0 : 1, 1);
        break;
      case "MGET":
      case "HMGET":
        countEach(command, keys, template, reply);
        break;
      case "EXISTS":
        countExisting(command, keys, template, reply);
        break;
      case "HEXISTS":
        countExisting(command, 1, template, reply);
        break;
      default:
    }
  }

  private static boolean isEmpty(@Nullable Object reply) {
    return reply == null
        || (reply instanceof Collection && ((Collection<?>) reply).isEmpty())
        || (reply instanceof Map && ((Map<?, ?>) reply).isEmpty());
  }

  private void countEach(
      String command, int keys, @Nullable String template, @Nullable Object reply) {
    if (reply instanceof Collection) {
      int hits = 0;
      for (Object one : (Collection<?>) reply) {
        hits += one == null ? 0 : 1;
      }
      found(command, template, hits, ((Collection<?>) reply).size());
    } else if (reply instanceof Map) {
      // Redisson makes one of what was found.
      int hits = ((Map<?, ?>) reply).size();
      found(command, template, hits, Math.max(keys, hits));
    }
  }

  private void countExisting(
      String command, int keys, @Nullable String template, @Nullable Object reply) {
    if (reply instanceof Boolean) {
      found(command, template, (Boolean) reply ? 1 : 0, 1);
    } else if (reply instanceof Number) {
      int existing = ((Number) reply).intValue();
      found(command, template, existing, Math.max(keys, existing));
    }
  }

  /** Counts what was found, of all that was looked for. */
  void found(String command, @Nullable String template, int hits, int all) {
    add(requests, command, hits, all);
    if (template != null) {
      add(keyRequests, template, hits, all);
    }
  }

  private static void add(Counts counts, String what, int hits, int all) {
    if (hits > 0) {
      counts.series(what, "hit").add(hits);
    }
    if (all > hits) {
      counts.series(what, "miss").add(all - hits);
    }
  }
}
