package io.sidelight.inst.reactor.advice;

import io.sidelight.core.record.ContextRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import reactor.core.publisher.Operators;

/**
 * On a subscription. The first of a chain puts into Reactor's context what its thread is in the
 * middle of; one that an operator makes later, on whatever thread, happens in the middle of that.
 */
public final class SubscribeAdvice {
  private static final ContextRecorder CONTEXTS = Recorders.context();

  private SubscribeAdvice() {}

  /** What is to be undone, as opposed to what is to be carried. */
  private static final class Entered {
    final Object token;

    Entered(Object token) {
      this.token = token;
    }
  }

  public static @Nullable Object enter(@Nullable Object subscriber) {
    Object current = CONTEXTS.capture();
    if (current == null && !Carrying.isUsed()) {
      return null;
    }
    Object carried = Carrying.carriedBy(subscriber);
    if (carried == null) {
      return subscriber == null ? null : current;
    }
    Object token = carried == current ? null : Carrying.enter(carried);
    return token == null ? null : new Entered(token);
  }

  public static @Nullable Object subscriber(@Nullable Object token, @Nullable Object subscriber) {
    return token == null || token instanceof Entered || !(subscriber instanceof Subscriber)
        ? subscriber
        : new Carrying<>(token, Operators.toCoreSubscriber((Subscriber<?>) subscriber));
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token instanceof Entered) {
      Carrying.leave(((Entered) token).token);
    }
  }
}
