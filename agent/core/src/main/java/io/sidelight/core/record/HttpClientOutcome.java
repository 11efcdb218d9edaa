package io.sidelight.core.record;

import org.jspecify.annotations.Nullable;

/**
 * What an instrumentation puts in the place of the application's callback: it ends the call, and
 * lets the callback run in the context that the call was made in. Nothing is thrown.
 */
public abstract class HttpClientOutcome {
  protected final HttpClientCall call;
  private final String instrumentation;
  private final @Nullable Object context;

  /**
   * @param context what {@link ContextRecorder#capture} returned before the call began
   */
  protected HttpClientOutcome(
      String instrumentation, HttpClientCall call, @Nullable Object context) {
    this.instrumentation = instrumentation;
    this.call = call;
    this.context = context;
  }

  /**
   * To be called before the callback.
   *
   * @param thrown why the call failed; null if it did not
   * @return what {@link #afterCallback} takes
   */
  protected final Object ended(@Nullable Throwable thrown) {
    return end(thrown, false);
  }

  /** As {@link #ended}, of a call that the application gave up. */
  protected final Object cancelledByApplication() {
    return end(null, true);
  }

  private Object end(@Nullable Throwable thrown, boolean cancelled) {
    try {
      if (cancelled) {
        Recorders.httpClient().cancel(call);
      } else {
        Recorders.httpClient().end(call, thrown);
      }
    } catch (Throwable e) {
      Recorders.errors().swallowed(instrumentation, e);
    }
    return Recorders.context().attach(context);
  }

  /** To be called after the callback, on the same thread. */
  protected final void afterCallback(Object before) {
    Recorders.context().detach(before);
  }
}
