package io.sidelight.inst.concurrent.advice;

import io.sidelight.core.record.Carried;
import io.sidelight.core.record.ContextRecorder;
import io.sidelight.core.record.Recorders;
import java.util.function.BiConsumer;

/** Code in a context of its own. */
final class CarriedBiConsumer<T, U> implements BiConsumer<T, U>, Carried {
  private static final ContextRecorder CONTEXT = Recorders.context();

  private final Object context;
  private final BiConsumer<T, U> code;

  CarriedBiConsumer(Object context, BiConsumer<T, U> code) {
    this.context = context;
    this.code = code;
  }

  @Override
  public void accept(T value, U other) {
    Object token = CONTEXT.attach(context);
    try {
      code.accept(value, other);
    } finally {
      CONTEXT.detach(token);
    }
  }
}
