package io.sidelight.inst.okhttp.advice;

import io.sidelight.core.record.HttpClientCall;
import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.Recorders;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** On the writing of a request's head to a connection, which is done by the thread of the call. */
public final class SendingAdvice {
  private static final HttpClientRecorder CLIENT = Recorders.httpClient();

  private SendingAdvice() {}

  public static @Nullable Object request(@Nullable Object token, @Nullable Object request) {
    HttpClientCall call = CLIENT.current();
    if (call == null || request == null) {
      return request;
    }
    RequestHeaders headers = new RequestHeaders((Request) request);
    CLIENT.inject(call, headers);
    return headers.request();
  }
}
