package io.sidelight.inst.redisson;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.field;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.MethodRule.method;
import static io.sidelight.core.weave.MethodRule.overloads;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import io.sidelight.core.weave.MethodRule;
import java.util.Arrays;
import java.util.List;

/** Redisson, at the object that carries out one command, or one batch of them. */
public final class RedissonInstrumentation implements Instrumentation {
  private static final MethodRule SEND =
      overloads("sendCommand", "ExecutorAdvice").enter("send", self(), arg(0), arg(1)).exit("sent");

  @Override
  public String name() {
    return "redisson";
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named("org.redisson.command.RedisExecutor")
            .weave(
                method("execute", "()V", "ExecutorAdvice")
                    .enter(
                        "execute",
                        self(),
                        field("command", "Lorg/redisson/client/protocol/RedisCommand;"),
                        field("params", "[Ljava/lang/Object;"),
                        field("mainPromise", "Ljava/util/concurrent/CompletableFuture;"),
                        // Up to 3.16.
                        field("mainPromise", "Lorg/redisson/misc/RPromise;"))
                    .exit("executed"),
                SEND),
        ClassRule.named(
                "org.redisson.command.RedisCommonBatchExecutor",
                "org.redisson.command.RedisQueuedBatchExecutor")
            .weave(SEND),
        ClassRule.named("org.redisson.client.RedisPubSubConnection")
            .weave(message("PubSubMessage"), message("PubSubPatternMessage")),
        ClassRule.named("org.redisson.client.RedisConnection")
            .weave(
                method(
                        "send",
                        "(Lorg/redisson/client/protocol/CommandsData;)Lio/netty/channel/ChannelFuture;",
                        "BatchAdvice")
                    .enter("send", arg(0))));
  }

  private static MethodRule message(String type) {
    String descriptor = "(Lorg/redisson/client/protocol/pubsub/" + type + ";)V";
    return method("onMessage", descriptor, "MessageAdvice").enter("enter").exit("exit");
  }
}
