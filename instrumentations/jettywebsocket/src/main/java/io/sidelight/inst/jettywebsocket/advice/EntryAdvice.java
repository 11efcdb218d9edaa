package io.sidelight.inst.jettywebsocket.advice;

import io.sidelight.core.record.WebSocketPart;
import org.eclipse.jetty.websocket.core.OutgoingEntry;
import org.jspecify.annotations.Nullable;

/** As {@link SendAdvice}, since Jetty 12.1. */
public final class EntryAdvice {
  private EntryAdvice() {}

  public static @Nullable Object take(Object session, Object entry) {
    return SendAdvice.take(session, ((OutgoingEntry) entry).getFrame());
  }

  public static Object entry(@Nullable Object token, Object entry) {
    if (token == null) {
      return entry;
    }
    OutgoingEntry original = (OutgoingEntry) entry;
    return new OutgoingEntry.Builder(original)
        .callback(new Written((WebSocketPart) token, original.getCallback()))
        .build();
  }
}
