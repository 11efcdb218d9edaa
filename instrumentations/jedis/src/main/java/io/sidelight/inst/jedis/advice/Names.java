package io.sidelight.inst.jedis.advice;

import io.sidelight.core.record.KeyTemplates;
import io.sidelight.core.record.RedisNames;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.args.Rawable;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisDataException;

/** What Jedis's types are called in the recorder's vocabulary. */
final class Names {
  private Names() {}

  /** Upper-case; {@code OTHER} for what cannot be the name of a command. */
  static String of(ProtocolCommand command) {
    if (command instanceof Protocol.Command) {
      return ((Protocol.Command) command).name();
    }
    return RedisNames.command(command.getRaw());
  }

  static @Nullable HostAndPort address(@Nullable Object socketFactory) {
    return socketFactory instanceof DefaultJedisSocketFactory
        ? ((DefaultJedisSocketFactory) socketFactory).getHostAndPort()
        : null;
  }

  /** The first key that a command names; null if it has none. */
  static @Nullable String key(Iterable<Rawable> arguments) {
    Iterator<Rawable> all = arguments.iterator();
    // The first is the command itself.
    all.next();
    return all.hasNext() ? text(all.next().getRaw()) : null;
  }

  static @Nullable String text(byte[] raw) {
    return raw.length > KeyTemplates.LONGEST ? null : new String(raw, StandardCharsets.UTF_8);
  }

  /**
   * Of a command that reads streams: whether it waits if there is nothing.
   *
   * @param arguments each a {@link Rawable} or an array of bytes
   */
  static boolean blocks(Iterable<?> arguments) {
    for (Object argument : arguments) {
      byte[] raw = argument instanceof byte[] ? (byte[]) argument : ((Rawable) argument).getRaw();
      switch (RedisNames.command(raw)) {
        case "BLOCK":
          return true;
        case "STREAMS":
          return false;
        default:
      }
    }
    return false;
  }

  /** Redis's word for an error of its own. */
  static @Nullable String status(@Nullable Throwable thrown) {
    return thrown instanceof JedisDataException
        ? RedisNames.errorPrefix(thrown.getMessage())
        : null;
  }
}
