package io.sidelight.inst.concurrent.advice;

import io.sidelight.core.record.Carried;
import io.sidelight.core.record.ContextRecorder;
import io.sidelight.core.record.Recorders;
import java.util.function.BiFunction;

/** Code in a context of its own. */
final class CarriedBiFunction<T, U, R> implements BiFunction<T, U, R>, Carried {
  private static final ContextRecorder CONTEXT = Recorders.context();

  private final Object context;
  private final BiFunction<T, U, R> code;

  CarriedBiFunction(Object context, BiFunction<T, U, R> code) {
    this.context = context;
    this.code = code;
  }

  @Override
  public R apply(T value, U other) {
    Object token = CONTEXT.attach(context);
    try {
      return code.apply(value, other);
    } finally {
      CONTEXT.detach(token);
    }
  }
}
