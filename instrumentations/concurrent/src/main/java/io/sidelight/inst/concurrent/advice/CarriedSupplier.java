package io.sidelight.inst.concurrent.advice;

import io.sidelight.core.record.Carried;
import io.sidelight.core.record.ContextRecorder;
import io.sidelight.core.record.Recorders;
import java.util.function.Supplier;

/** Code in a context of its own. */
final class CarriedSupplier<T> implements Supplier<T>, Carried {
  private static final ContextRecorder CONTEXT = Recorders.context();

  private final Object context;
  private final Supplier<T> code;

  CarriedSupplier(Object context, Supplier<T> code) {
    this.context = context;
    this.code = code;
  }

  @Override
  public T get() {
    Object token = CONTEXT.attach(context);
    try {
      return code.get();
    } finally {
      CONTEXT.detach(token);
    }
  }
}
