package io.sidelight.inst.concurrent.advice;

import io.sidelight.core.record.Carried;
import io.sidelight.core.record.ContextRecorder;
import io.sidelight.core.record.Recorders;
import java.util.function.Consumer;

/** Code in a context of its own. */
final class CarriedConsumer<T> implements Consumer<T>, Carried {
  private static final ContextRecorder CONTEXT = Recorders.context();

  private final Object context;
  private final Consumer<T> code;

  CarriedConsumer(Object context, Consumer<T> code) {
    this.context = context;
    this.code = code;
  }

  @Override
  public void accept(T value) {
    Object token = CONTEXT.attach(context);
    try {
      code.accept(value);
    } finally {
      CONTEXT.detach(token);
    }
  }
}
