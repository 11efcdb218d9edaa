package io.sidelight.core.record;

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

  /** Whether one of them waits for something to happen. */
  boolean blocks;

  private String[] commands = new String[4];
  private int[] keys = new int[4];
  private @Nullable String @Nullable [] templates;

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

  /**
   * What the key of the last command is one of.
   *
   * @param template null for nothing that is known
   */
  void template(@Nullable String template) {
    int last = count - 1;
    if (template == null || last >= MOST) {
      return;
    }
    String[] known = templates;
    if (known == null) {
      known = new String[commands.length];
    } else if (known.length <= last) {
      known = Arrays.copyOf(known, commands.length);
    }
    known[last] = template;
    templates = known;
  }

  private @Nullable String templateOf(int command) {
    String[] known = templates;
    return known == null || command >= known.length ? null : known[command];
  }

  void add(RedisBatch more) {
    int known = Math.min(more.count, MOST);
    for (int i = 0; i < known; i++) {
      add(more.commands[i], more.keys[i]);
      template(more.templateOf(i));
    }
    count += more.count - known;
  }

  String first() {
    return commands[0];
  }

  /** Whether the last command ends a transaction; unknown, that is no, of too many. */
  boolean endsTransaction() {
    String last = count <= MOST ? commands[count - 1] : "";
    return last.equals("EXEC") || last.equals("DISCARD");
  }

  /** Takes the last command away, into a batch of its own. */
  RedisBatch splitLast() {
    RedisBatch last = new RedisBatch(address, port);
    count--;
    last.add(commands[count], keys[count]);
    last.template(templateOf(count));
    return last;
  }

  /** Counts hits and misses among the replies to all commands, transactions included. */
  void replies(CacheReplies cache, List<?> replies) {
    int known = Math.min(Math.min(count, MOST), replies.size());
    int multi = -1;
    for (int i = 0; i < known; i++) {
      String command = commands[i];
      Object reply = replies.get(i);
      if (command.equals("MULTI")) {
        multi = i;
      } else if (command.equals("EXEC") && multi >= 0) {
        if (reply instanceof List) {
          transactionReplies(cache, (List<?>) reply, multi + 1);
        }
        multi = -1;
      } else if (command.equals("DISCARD")) {
        multi = -1;
      } else if (multi < 0) {
        cache.count(command, keys[i], templateOf(i), reply);
      }
    }
  }

  /** Counts hits and misses among the replies in the one to EXEC: to all commands but MULTI. */
  void transactionReplies(CacheReplies cache, List<?> replies) {
    transactionReplies(cache, replies, count > 0 && first().equals("MULTI") ? 1 : 0);
  }

  private void transactionReplies(CacheReplies cache, List<?> replies, int first) {
    int known = Math.min(Math.min(count, MOST) - first, replies.size());
    for (int i = 0; i < known; i++) {
      int at = first + i;
      cache.count(commands[at], keys[at], templateOf(at), replies.get(i));
    }
  }
}
