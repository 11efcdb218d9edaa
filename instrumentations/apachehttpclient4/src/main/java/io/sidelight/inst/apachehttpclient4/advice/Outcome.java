package io.sidelight.inst.apachehttpclient4.advice;

import io.sidelight.core.record.ContextRecorder;
import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.Recorders;
import org.apache.http.concurrent.FutureCallback;
import org.jspecify.annotations.Nullable;

/**
 * Ends a call when its result is there, and hands it on to the application's callback, which runs
 * in the context that the call was made in.
 */
final class Outcome<T> implements FutureCallback<T> {
  private static final HttpClientRecorder CLIENT = Recorders.httpClient();
  private static final ContextRecorder CONTEXTS = Recorders.context();

  final ApacheCall call;
  private final @Nullable Object context;

  /** Set before anything is sent. */
  @Nullable FutureCallback<T> application;

  Outcome(ApacheCall call, @Nullable Object context) {
    this.call = call;
    this.context = context;
  }

  @Override
  public void completed(T result) {
    Object before = end(null, false);
    try {
      if (application != null) {
        application.completed(result);
      }
    } finally {
      CONTEXTS.detach(before);
    }
  }

  @Override
  public void failed(Exception thrown) {
    Object before = end(thrown, false);
    try {
      if (application != null) {
        application.failed(thrown);
      }
    } finally {
      CONTEXTS.detach(before);
    }
  }

  @Override
  public void cancelled() {
    Object before = end(null, true);
    try {
      if (application != null) {
        application.cancelled();
      }
    } finally {
      CONTEXTS.detach(before);
    }
  }

  /** Ends the call and takes up its context. */
  private Object end(@Nullable Exception thrown, boolean cancelled) {
    try {
      if (cancelled) {
        CLIENT.cancel(call);
      } else {
        CLIENT.end(call, thrown);
      }
    } catch (Throwable e) {
      Recorders.errors().swallowed("apachehttpclient4", e);
    }
    return CONTEXTS.attach(context);
  }
}
