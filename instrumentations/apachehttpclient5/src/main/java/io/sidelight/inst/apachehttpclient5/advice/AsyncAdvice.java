package io.sidelight.inst.apachehttpclient5.advice;

import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.Recorders;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/** On the execution that does not wait; what is asked for is known a little later. */
public final class AsyncAdvice {
  private static final HttpClientRecorder CLIENT = Recorders.httpClient();

  private AsyncAdvice() {}

  public static @Nullable Object enter(@Nullable Object target) {
    if (CLIENT.isInside()) {
      return null;
    }
    Object context = Recorders.context().capture();
    ApacheCall call = new ApacheCall((HttpHost) target);
    return CLIENT.beginBare(call) ? new Outcome<>(call, context) : null;
  }

  @SuppressWarnings("unchecked") // the parameter's type
  public static @Nullable Object callback(@Nullable Object token, @Nullable Object callback) {
    if (token == null) {
      return callback;
    }
    Outcome<Object> outcome = (Outcome<Object>) token;
    outcome.application = (FutureCallback<Object>) callback;
    return outcome;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      ApacheCall call = ((Outcome<?>) token).call();
      CLIENT.leave(call);
      if (thrown != null) {
        CLIENT.end(call, thrown);
      }
    }
  }
}
