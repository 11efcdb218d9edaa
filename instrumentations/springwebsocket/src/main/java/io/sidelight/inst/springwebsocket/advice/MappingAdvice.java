package io.sidelight.inst.springwebsocket.advice;

import io.sidelight.core.record.MessageCall;
import io.sidelight.core.record.MessagingRecorder;
import io.sidelight.core.record.Recorders;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.simp.SimpMessageMappingInfo;

/** On methods with {@code @MessageMapping} or {@code @SubscribeMapping}. */
public final class MappingAdvice {
  private static final MessagingRecorder MESSAGING = Recorders.messaging();

  private MappingAdvice() {}

  public static @Nullable Object begin(Object mapping) {
    Iterator<String> patterns =
        ((SimpMessageMappingInfo) mapping).getDestinationConditions().getPatterns().iterator();
    return MESSAGING.begin("stomp", patterns.hasNext() ? patterns.next() : "");
  }

  /** It is not thrown on, but given to the application's handlers of exceptions. */
  public static @Nullable Object failed(Object thrown) {
    MESSAGING.failed((Throwable) thrown);
    return null;
  }

  public static void end(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      MESSAGING.end((MessageCall) token, thrown);
    }
  }
}
