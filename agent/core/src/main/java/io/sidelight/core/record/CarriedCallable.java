package io.sidelight.core.record;

import java.util.concurrent.Callable;

/** A task in a context of its own. */
final class CarriedCallable<T> implements Callable<T>, Carried {
  private final ContextRecorder recorder;
  private final Object context;
  private final Callable<T> task;

  CarriedCallable(ContextRecorder recorder, Object context, Callable<T> task) {
    this.recorder = recorder;
    this.context = context;
    this.task = task;
  }

  @Override
  public T call() throws Exception {
    Object token = recorder.attach(context);
    try {
      return task.call();
    } finally {
      recorder.detach(token);
    }
  }

  @Override
  public String toString() {
    return task.toString();
  }
}
