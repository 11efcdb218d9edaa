package io.sidelight.inst.redisson.advice;

import io.sidelight.core.record.MessageCall;
import io.sidelight.core.record.MessagingRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;

/** On the handling of a message that somebody has published. */
public final class MessageAdvice {
  private static final MessagingRecorder MESSAGES = Recorders.messaging();

  private MessageAdvice() {}

  public static @Nullable Object enter() {
    return MESSAGES.begin("redis");
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      MESSAGES.end((MessageCall) token, thrown);
    }
  }
}
