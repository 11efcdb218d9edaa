package io.sidelight.inst.reactor.advice;

import io.sidelight.core.record.ContextRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Scannable;
import reactor.util.context.Context;

/**
 * Stands before the last subscriber of a chain, and has the chain's Reactor context carry what the
 * subscribing thread is in the middle of. All else is the subscriber's own: it gets each signal,
 * and the very subscription.
 */
final class Carrying<T> implements CoreSubscriber<T>, Scannable {
  private static final ContextRecorder CONTEXTS = Recorders.context();

  /** Of Reactor's contexts; an application that lists them sees its name. */
  private static final Object KEY =
      new Object() {
        @Override
        public String toString() {
          return "sidelight.context";
        }
      };

  /** Whether any chain carries anything: most applications without Reactor's servers never do. */
  private static volatile boolean used;

  private final CoreSubscriber<? super T> actual;
  private final Context context;

  Carrying(Object carried, CoreSubscriber<? super T> actual) {
    this.actual = actual;
    this.context = actual.currentContext().put(KEY, carried);
    used = true;
  }

  static boolean isUsed() {
    return used;
  }

  /** What the chain of this subscriber carries; null if that is nothing. */
  static @Nullable Object carriedBy(@Nullable Object subscriber) {
    Object none = null;
    return subscriber instanceof CoreSubscriber
        ? ((CoreSubscriber<?>) subscriber).currentContext().getOrDefault(KEY, none)
        : null;
  }

  /**
   * The current thread works for the chain of this subscriber from now on.
   *
   * @return what {@link #leave} takes; null if there is nothing to undo
   */
  static @Nullable Object enter(Object carried) {
    return CONTEXTS.attachOther(carried);
  }

  static void leave(Object token) {
    CONTEXTS.detach(token);
  }

  @Override
  public Context currentContext() {
    return context;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    actual.onSubscribe(subscription);
  }

  @Override
  public void onNext(T next) {
    actual.onNext(next);
  }

  @Override
  public void onError(Throwable thrown) {
    actual.onError(thrown);
  }

  @Override
  public void onComplete() {
    actual.onComplete();
  }

  @Override
  @SuppressWarnings("rawtypes") // as Reactor declares it
  public @Nullable Object scanUnsafe(Attr key) {
    return key == Attr.ACTUAL ? actual : null;
  }
}
