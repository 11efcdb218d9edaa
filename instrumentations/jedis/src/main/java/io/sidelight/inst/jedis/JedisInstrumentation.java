package io.sidelight.inst.jedis;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.field;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.MethodRule.method;

import io.sidelight.core.weave.Argument;
import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import io.sidelight.core.weave.MethodRule;
import java.util.Arrays;
import java.util.List;

/** Jedis, at the one class through which all of its commands go. */
public final class JedisInstrumentation implements Instrumentation {
  private static final Argument SERVER =
      field("socketFactory", "Lredis/clients/jedis/JedisSocketFactory;");

  private static final String TEXT = "Ljava/lang/String;";
  private static final String BYTES = "[B";

  @Override
  public String name() {
    return "jedis";
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.subtypesOf("redis.clients.jedis.JedisPubSub")
            .weave(message("onMessage", TEXT, 2), message("onPMessage", TEXT, 3)),
        ClassRule.subtypesOf("redis.clients.jedis.BinaryJedisPubSub")
            .weave(message("onMessage", BYTES, 2), message("onPMessage", BYTES, 3)),
        // Pools lend them again and again.
        ClassRule.named("redis.clients.jedis.Connection")
            .holding()
            .weave(
                method(
                        "executeCommand",
                        "(Lredis/clients/jedis/CommandObject;)Ljava/lang/Object;",
                        "ConnectionAdvice")
                    .enter("enterObject", arg(0), SERVER)
                    .exit("exit"),
                method(
                        "executeCommand",
                        "(Lredis/clients/jedis/CommandArguments;)Ljava/lang/Object;",
                        "ConnectionAdvice")
                    .enter("enterArguments", arg(0), SERVER)
                    .exit("exit"),
                method("sendCommand", "(Lredis/clients/jedis/CommandArguments;)V", "SendAdvice")
                    .enter("enter", self(), arg(0), SERVER)
                    .exit("exit"),
                method(
                        "sendCommand",
                        "(Lredis/clients/jedis/Protocol$Command;[[B)Lredis/clients/jedis/Connection;",
                        "OldSendAdvice")
                    .enter("enter", self(), arg(0), arg(1))
                    .exit("exit"),
                method(
                        "sendCommand",
                        "(Lredis/clients/jedis/commands/ProtocolCommand;[[B)V",
                        "OldSendAdvice")
                    .enter("enter", self(), arg(0), arg(1))
                    .exit("exit"),
                method("getAll", "(I)Ljava/util/List;", "ReplyAdvice")
                    .enter("enterAll", self(), arg(0))
                    .exit("exitMany"),
                method("getMany", "(I)Ljava/util/List;", "ReplyAdvice")
                    .enter("enterMany", self())
                    .exit("exitMany"),
                method("readProtocolWithCheckingBroken", "()Ljava/lang/Object;", "ReplyAdvice")
                    .enter("enterOne", self())
                    .exit("exitOne"),
                method(
                        "initializeFromClientConfig",
                        "(Lredis/clients/jedis/JedisClientConfig;)V",
                        "ConnectionAdvice")
                    .enter("enterSetUp", SERVER)
                    .exit("exit")));
  }

  private static MethodRule message(String name, String type, int parameters) {
    StringBuilder descriptor = new StringBuilder("(");
    for (int i = 0; i < parameters; i++) {
      descriptor.append(type);
    }
    return method(name, descriptor + ")V", "MessageAdvice").enter("enter").exit("exit");
  }
}
