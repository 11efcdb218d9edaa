package io.sidelight.inst.apachehttpclient5.advice;

import io.sidelight.core.record.HttpClientOutcome;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.jspecify.annotations.Nullable;

/** Stands in the place of the application's callback, if there is one. */
final class Outcome<T> extends HttpClientOutcome implements FutureCallback<T> {
  /** Set before anything is sent. */
  @Nullable FutureCallback<T> application;

  Outcome(ApacheCall call, @Nullable Object context) {
    super("apachehttpclient5", call, context);
  }

  ApacheCall call() {
    return (ApacheCall) call;
  }

  @Override
  public void completed(T result) {
    Object before = ended(null);
    try {
      if (application != null) {
        application.completed(result);
      }
    } finally {
      afterCallback(before);
    }
  }

  @Override
  public void failed(Exception thrown) {
    Object before = ended(thrown);
    try {
      if (application != null) {
        application.failed(thrown);
      }
    } finally {
      afterCallback(before);
    }
  }

  @Override
  public void cancelled() {
    Object before = cancelledByApplication();
    try {
      if (application != null) {
        application.cancelled();
      }
    } finally {
      afterCallback(before);
    }
  }
}
