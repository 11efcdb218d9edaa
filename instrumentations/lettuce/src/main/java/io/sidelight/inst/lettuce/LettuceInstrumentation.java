package io.sidelight.inst.lettuce;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.field;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.MethodRule.method;

import io.sidelight.core.weave.Argument;
import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import java.util.Arrays;
import java.util.List;

/** Lettuce: where connections take commands, and where commands learn of their end. */
public final class LettuceInstrumentation implements Instrumentation {
  private static final String COMMAND = "Lio/lettuce/core/protocol/RedisCommand;";
  private static final String COMMANDS = "Ljava/util/Collection;";
  private static final Argument CHANNEL = field("channel", "Lio/netty/channel/Channel;");

  @Override
  public String name() {
    return "lettuce";
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named("io.lettuce.core.RedisChannelHandler")
            .weave(
                method("dispatch", '(' + COMMAND + ')' + COMMAND, "DispatchAdvice")
                    .enter("enterOne", self(), arg(0))
                    .exit("exitOne"),
                method("dispatch", '(' + COMMANDS + ')' + COMMANDS, "DispatchAdvice")
                    .enter("enterMany", self(), arg(0))
                    .exit("exitMany")),
        ClassRule.named("io.lettuce.core.protocol.DefaultEndpoint")
            .weave(
                method("write", '(' + COMMAND + ')' + COMMAND, "EndpointAdvice")
                    .enter("enterOne", arg(0), CHANNEL),
                method("write", '(' + COMMANDS + ')' + COMMANDS, "EndpointAdvice")
                    .enter("enterMany", arg(0), CHANNEL)),
        ClassRule.named("io.lettuce.core.pubsub.PubSubEndpoint")
            .weave(
                method(
                        "notifyListeners",
                        "(Lio/lettuce/core/pubsub/PubSubOutput;)V",
                        "MessageAdvice")
                    .enter("enterOutput", arg(0))
                    .exit("exit"),
                method(
                        "notifyListeners",
                        "(Lio/lettuce/core/pubsub/PubSubMessage;)V",
                        "MessageAdvice")
                    .enter("enterMessage", arg(0))
                    .exit("exit")),
        // The last one has methods of its own up to 5.
        ClassRule.named(
                "io.lettuce.core.protocol.AsyncCommand",
                "io.lettuce.core.protocol.CommandWrapper",
                "io.lettuce.core.RedisPublisher$SubscriptionCommand")
            .weave(
                method("complete", "()V", "EndAdvice").enter("complete", self()),
                method("completeExceptionally", "(Ljava/lang/Throwable;)Z", "EndAdvice")
                    .enter("fail", self(), arg(0)),
                method("cancel", "()V", "EndAdvice").enter("cancel", self()),
                method("cancel", "(Z)Z", "EndAdvice").enter("cancel", self()),
                method("await", "(JLjava/util/concurrent/TimeUnit;)Z", "EndAdvice")
                    .enter("await", self())
                    .exit("awaited")));
  }
}
