package io.sidelight.inst.lettuce.advice;

import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.DecoratedCommand;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.protocol.RedisCommand;
import io.sidelight.core.record.KeyTemplates;
import io.sidelight.core.record.RedisNames;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Lettuce's types are called in the recorder's vocabulary. */
final class Commands {
  private Commands() {}

  /**
   * The command below all wrappers: of those there may be more on the way out than on the way back.
   */
  static Object innermost(Object command) {
    Object at = command;
    while (at instanceof DecoratedCommand) {
      at = ((DecoratedCommand<?, ?, ?>) at).getDelegate();
    }
    return at;
  }

  static String name(RedisCommand<?, ?, ?> command) {
    ProtocolKeyword type = command.getType();
    if (type instanceof Enum) {
      String name = ((Enum<?>) type).name();
      // JSON_SET is sent as JSON.SET.
      if (name.indexOf('_') < 0) {
        return name;
      }
    }
    return RedisNames.command(type.getBytes());
  }

  static int keys(RedisCommand<?, ?, ?> command) {
    CommandArgs<?, ?> arguments = command.getArgs();
    return arguments == null ? 0 : arguments.count();
  }

  /** The first key that a command names; null if it has none. */
  static @Nullable String key(RedisCommand<?, ?, ?> command) {
    CommandArgs<?, ?> arguments = command.getArgs();
    ByteBuffer key = arguments == null ? null : arguments.getFirstEncodedKey();
    return key == null || key.remaining() > KeyTemplates.LONGEST
        ? null
        : StandardCharsets.UTF_8.decode(key.duplicate()).toString();
  }

  /** Of one that reads streams: whether it waits if there is nothing. */
  static boolean blocks(RedisCommand<?, ?, ?> command) {
    CommandArgs<?, ?> arguments = command.getArgs();
    if (arguments == null) {
      return false;
    }
    String text = ' ' + arguments.toCommandString();
    int streams = text.indexOf(" STREAMS ");
    int block = text.indexOf(" BLOCK ");
    return block >= 0 && block < streams;
  }

  /** Redis's word for an error of its own. */
  static @Nullable String status(Throwable thrown) {
    return thrown instanceof RedisCommandExecutionException
        ? RedisNames.errorPrefix(thrown.getMessage())
        : null;
  }

  /** A reply as Redis has sent it: a value that it does not have is null. */
  static @Nullable Object plain(@Nullable Object reply) {
    if (!(reply instanceof List)
        || ((List<?>) reply).isEmpty()
        || !(((List<?>) reply).get(0) instanceof KeyValue)) {
      return reply;
    }
    List<@Nullable Object> values = new ArrayList<>(((List<?>) reply).size());
    for (Object pair : (List<?>) reply) {
      values.add(pair instanceof KeyValue && ((KeyValue<?, ?>) pair).hasValue() ? pair : null);
    }
    return values;
  }
}
