package io.sidelight.inst.concurrent.advice;

import io.sidelight.core.record.ContextRecorder;
import io.sidelight.core.record.Recorders;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts code that carries its context in the place of code that nobody but the JDK will see. One
 * method for each type of parameter.
 */
public final class Wrapping {
  private static final ContextRecorder CONTEXT = Recorders.context();

  private Wrapping() {}

  /** What of the JDK's comes here while a virtual thread is parked is refused by its name alone. */
  private static @Nullable Object contextFor(@Nullable Object code) {
    return code == null || code.getClass().getName().startsWith("java.lang.VirtualThread")
        ? null
        : CONTEXT.captureFor(code);
  }

  public static @Nullable Object runnable(@Nullable Object token, @Nullable Object code) {
    return code == null || code.getClass().getName().startsWith("java.lang.VirtualThread")
        ? code
        : CONTEXT.wrap((Runnable) code);
  }

  public static @Nullable Object callable(@Nullable Object token, @Nullable Object code) {
    return code == null ? null : CONTEXT.wrap((Callable<?>) code);
  }

  public static @Nullable Object callables(@Nullable Object token, @Nullable Object tasks) {
    if (tasks == null || CONTEXT.capture() == null) {
      return tasks;
    }
    List<@Nullable Object> wrapped = new ArrayList<>(((Collection<?>) tasks).size());
    for (Object task : (Collection<?>) tasks) {
      wrapped.add(callable(token, task));
    }
    return wrapped;
  }

  public static @Nullable Object function(@Nullable Object token, @Nullable Object code) {
    Object context = contextFor(code);
    return code == null || context == null
        ? code
        : new CarriedFunction<>(context, (Function<?, ?>) code);
  }

  public static @Nullable Object biFunction(@Nullable Object token, @Nullable Object code) {
    Object context = contextFor(code);
    return code == null || context == null
        ? code
        : new CarriedBiFunction<>(context, (BiFunction<?, ?, ?>) code);
  }

  public static @Nullable Object consumer(@Nullable Object token, @Nullable Object code) {
    Object context = contextFor(code);
    return code == null || context == null
        ? code
        : new CarriedConsumer<>(context, (Consumer<?>) code);
  }

  public static @Nullable Object biConsumer(@Nullable Object token, @Nullable Object code) {
    Object context = contextFor(code);
    return code == null || context == null
        ? code
        : new CarriedBiConsumer<>(context, (BiConsumer<?, ?>) code);
  }

  public static @Nullable Object supplier(@Nullable Object token, @Nullable Object code) {
    Object context = contextFor(code);
    return code == null || context == null
        ? code
        : new CarriedSupplier<>(context, (Supplier<?>) code);
  }
}
