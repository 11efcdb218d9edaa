package io.sidelight.inst.okhttp.advice;

import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.Recorders;
import okhttp3.Call;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** On the execution that waits. */
public final class CallAdvice {
  private static final HttpClientRecorder CLIENT = Recorders.httpClient();

  private CallAdvice() {}

  public static @Nullable Object enter(@Nullable Object self) {
    Call call = (Call) self;
    // A call that was executed before is refused, and nothing is sent.
    if (call == null || call.isExecuted() || CLIENT.isInside()) {
      return null;
    }
    OkCall recorded = new OkCall(call);
    return CLIENT.beginBare(recorded) ? recorded : null;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token == null) {
      return;
    }
    OkCall call = (OkCall) token;
    CLIENT.leave(call);
    if (returned != null) {
      call.succeeded(CLIENT, (Response) returned);
    } else if (thrown != null) {
      call.failed(CLIENT, thrown);
    }
  }
}
