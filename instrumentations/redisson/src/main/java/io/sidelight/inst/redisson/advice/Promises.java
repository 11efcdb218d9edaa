package io.sidelight.inst.redisson.advice;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.redisson.client.protocol.CommandData;
import org.redisson.command.BatchPromise;

/** Promises are of Redisson's own types up to 3.16, and of Java's from then on. */
final class Promises {
  private static final MethodHandle OF_COMMAND = getter(CommandData.class, "getPromise");
  private static final MethodHandle SENT = getter(BatchPromise.class, "getSentPromise");

  private Promises() {}

  private static MethodHandle getter(Class<?> type, String name) {
    try {
      return MethodHandles.publicLookup()
          .unreflect(type.getMethod(name))
          .asType(MethodType.methodType(CompletionStage.class, type));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  static CompletionStage<?> sent(BatchPromise<?> promise) {
    try {
      return (CompletionStage<?>) SENT.invokeExact((BatchPromise) promise);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the command was answered by, if it was answered well. */
  static @Nullable Object reply(CommandData<?, ?> command) {
    try {
      CompletionStage<?> promise =
          (CompletionStage<?>) OF_COMMAND.invokeExact((CommandData) command);
      CompletableFuture<?> future = promise.toCompletableFuture();
      return future.isDone() && !future.isCompletedExceptionally()
          ? future.getNow(null)
          : new IllegalStateException();
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
