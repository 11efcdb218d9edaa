package io.sidelight.inst.okhttp.advice;

import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.Recorders;
import okhttp3.Call;
import okhttp3.Callback;
import org.jspecify.annotations.Nullable;

/** On the execution that does not wait: it lasts from here, in the queue as well. */
public final class QueueAdvice {
  private static final HttpClientRecorder CLIENT = Recorders.httpClient();

  private QueueAdvice() {}

  public static @Nullable Object enter(@Nullable Object self, @Nullable Object callback) {
    Call call = (Call) self;
    if (call == null || callback == null || callback instanceof Outcome || call.isExecuted()) {
      return null;
    }
    Object context = Recorders.context().capture();
    OkCall recorded = null;
    if (!CLIENT.isInside()) {
      recorded = new OkCall(call);
      CLIENT.beginBare(recorded);
      // At once: the dispatcher's executor may run this call, or hand on the thread's context.
      CLIENT.leave(recorded);
    }
    return new Outcome(recorded, context, (Callback) callback);
  }

  public static @Nullable Object callback(@Nullable Object token, @Nullable Object callback) {
    return token == null ? callback : token;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null && thrown != null) {
      ((Outcome) token).broken(thrown);
    }
  }
}
