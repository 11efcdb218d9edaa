package io.sidelight.inst.jedis.advice;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisDataException;

/** What Jedis's types are called in the recorder's vocabulary. */
final class Names {
  /** No command of Redis or its modules is longer, and no error's prefix. */
  private static final int LONGEST = 32;

  private Names() {}

  /** Upper-case; {@code OTHER} for what cannot be the name of a command. */
  static String of(ProtocolCommand command) {
    if (command instanceof Protocol.Command) {
      return ((Protocol.Command) command).name();
    }
    byte[] raw = command.getRaw();
    if (raw.length == 0 || raw.length > LONGEST) {
      return "OTHER";
    }
    for (byte b : raw) {
      // A module's: JSON.SET, FT._LIST.
      boolean letter = (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
      if (!letter && b != '.' && b != '_' && b != '-' && !(b >= '0' && b <= '9')) {
        return "OTHER";
      }
    }
    return new String(raw, StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT);
  }

  static @Nullable HostAndPort address(@Nullable Object socketFactory) {
    return socketFactory instanceof DefaultJedisSocketFactory
        ? ((DefaultJedisSocketFactory) socketFactory).getHostAndPort()
        : null;
  }

  /**
   * Redis begins an error with a word for programs: {@code WRONGTYPE Operation against a key …}.
   */
  static @Nullable String status(@Nullable Throwable thrown) {
    String message = thrown instanceof JedisDataException ? thrown.getMessage() : null;
    if (message == null) {
      return null;
    }
    int end = 0;
    while (end < message.length() && message.charAt(end) >= 'A' && message.charAt(end) <= 'Z') {
      end++;
    }
    boolean isWord = end == message.length() || message.charAt(end) == ' ';
    return isWord && end > 0 && end <= LONGEST ? message.substring(0, end) : null;
  }
}
