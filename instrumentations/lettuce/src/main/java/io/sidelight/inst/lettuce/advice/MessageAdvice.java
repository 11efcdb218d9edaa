package io.sidelight.inst.lettuce.advice;

import io.lettuce.core.pubsub.PubSubOutput;
import io.sidelight.core.record.MessageCall;
import io.sidelight.core.record.MessagingRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;

/** On the handling of a message that somebody has published. */
public final class MessageAdvice {
  private static final MessagingRecorder MESSAGES = Recorders.messaging();

  private MessageAdvice() {}

  public static @Nullable Object enterOutput(Object output) {
    return begin(((PubSubOutput<?, ?, ?>) output).type());
  }

  public static @Nullable Object enterMessage(Object message) {
    return begin(MessageTypes.of(message));
  }

  /** Confirmations of subscriptions come the same way. */
  private static @Nullable Object begin(@Nullable Object type) {
    return String.valueOf(type).endsWith("message") ? MESSAGES.begin("redis") : null;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      MESSAGES.end((MessageCall) token, thrown);
    }
  }
}
