package io.sidelight.inst.redisson.advice;

import org.jspecify.annotations.Nullable;

/** What can be told of a command by its parameters. */
final class Replies {
  private Replies() {}

  /** How many keys, or fields of a hash, it asks for. */
  static int keys(String command, @Nullable Object parameters) {
    int count = parameters == null ? 0 : ((Object[]) parameters).length;
    return command.equals("HMGET") ? count - 1 : count;
  }

  /** The first key that a command names; null if it has none. */
  static @Nullable String key(@Nullable Object parameters) {
    Object[] all = parameters == null ? new Object[0] : (Object[]) parameters;
    return all.length > 0 && all[0] instanceof String ? (String) all[0] : null;
  }

  /** Of one that reads streams: whether it waits if there is nothing. */
  static boolean blocks(@Nullable Object parameters) {
    if (parameters == null) {
      return false;
    }
    for (Object parameter : (Object[]) parameters) {
      if ("BLOCK".equals(parameter)) {
        return true;
      }
      if ("STREAMS".equals(parameter)) {
        return false;
      }
    }
    return false;
  }
}
