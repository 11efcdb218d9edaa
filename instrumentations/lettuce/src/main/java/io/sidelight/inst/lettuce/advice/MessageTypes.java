package io.sidelight.inst.lettuce.advice;

import io.lettuce.core.pubsub.PubSubOutput;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** What kind of message it is, of an interface that there is from Lettuce 6 on. */
final class MessageTypes {
  private static final MethodHandle TYPE = getter();

  private MessageTypes() {}

  private static MethodHandle getter() {
    try {
      Class<?> message =
          Class.forName(
              "io.lettuce.core.pubsub.PubSubMessage", false, PubSubOutput.class.getClassLoader());
      return MethodHandles.publicLookup()
          .findVirtual(message, "type", MethodType.methodType(PubSubOutput.Type.class))
          .asType(MethodType.methodType(Object.class, Object.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  static @Nullable Object of(Object message) {
    try {
      return (Object) TYPE.invokeExact(message);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
