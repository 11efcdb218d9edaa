package io.sidelight.inst.concurrent.advice;

import io.sidelight.core.record.Carried;
import io.sidelight.core.record.ContextRecorder;
import io.sidelight.core.record.Recorders;
import java.util.function.Function;

/** Code in a context of its own. */
final class CarriedFunction<T, R> implements Function<T, R>, Carried {
  private static final ContextRecorder CONTEXT = Recorders.context();

  private final Object context;
  private final Function<T, R> code;

  CarriedFunction(Object context, Function<T, R> code) {
    this.context = context;
    this.code = code;
  }

  @Override
  public R apply(T value) {
    Object token = CONTEXT.attach(context);
    try {
      return code.apply(value);
    } finally {
      CONTEXT.detach(token);
    }
  }
}
