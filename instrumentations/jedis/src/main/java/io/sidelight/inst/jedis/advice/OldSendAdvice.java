package io.sidelight.inst.jedis.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.RedisCall;
import io.sidelight.core.record.RedisNames;
import io.sidelight.core.record.RedisRecorder;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.commands.ProtocolCommand;

/**
 * On the sending of a command by Jedis 2 and 3, where every command is sent first and its reply
 * read later. Later versions have a method of this shape too, which calls {@link SendAdvice}'s.
 */
public final class OldSendAdvice {
  private static final RedisRecorder REDIS = Recorders.redis();

  /** Null in versions that have {@link SendAdvice}'s methods. */
  private static final @Nullable MethodHandle HOST = getter("getHost", String.class);

  private static final @Nullable MethodHandle PORT = getter("getPort", int.class);

  private OldSendAdvice() {}

  private static @Nullable MethodHandle getter(String name, Class<?> type) {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(Connection.class, name, MethodType.methodType(type));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  public static @Nullable Object enter(Object connection, Object command, Object arguments)
      throws Throwable {
    if (HOST == null || PORT == null || REDIS.isInside()) {
      return null;
    }
    String name = name(command);
    byte[][] texts = (byte[][]) arguments;
    String host = (String) HOST.invokeExact((Connection) connection);
    int port = (int) PORT.invokeExact((Connection) connection);
    Object token = SendAdvice.send(connection, name, texts.length, host, port);
    if (token == connection) {
      if (name.startsWith("XREAD") && Names.blocks(Arrays.asList(texts))) {
        REDIS.blocks(connection);
      }
      if (texts.length > 0 && REDIS.wantsKeys()) {
        REDIS.key(connection, Names.text(texts[0]));
      }
      // Connecting may send commands too, and read their replies.
      REDIS.sending();
    }
    return token;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null && !(token instanceof RedisCall)) {
      REDIS.sent();
    }
    SendAdvice.exit(token, returned, thrown);
  }

  /** No {@link ProtocolCommand} in Jedis 2, which has no others than its own. */
  private static String name(Object command) {
    return command instanceof Protocol.Command
        ? ((Protocol.Command) command).name()
        : RedisNames.command(((ProtocolCommand) command).getRaw());
  }
}
