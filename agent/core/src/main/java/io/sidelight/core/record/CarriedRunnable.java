package io.sidelight.core.record;

/** A task in a context of its own. */
final class CarriedRunnable implements Runnable, Carried {
  private final ContextRecorder recorder;
  private final Object context;
  private final Runnable task;

  CarriedRunnable(ContextRecorder recorder, Object context, Runnable task) {
    this.recorder = recorder;
    this.context = context;
    this.task = task;
  }

  @Override
  public void run() {
    Object token = recorder.attach(context);
    try {
      task.run();
    } finally {
      recorder.detach(token);
    }
  }

  @Override
  public String toString() {
    return task.toString();
  }
}
