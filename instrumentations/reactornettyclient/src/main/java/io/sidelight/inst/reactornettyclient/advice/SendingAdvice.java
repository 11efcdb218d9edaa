package io.sidelight.inst.reactornettyclient.advice;

import io.sidelight.core.record.HttpClientCall;
import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClientRequest;

/** Right before a request's head is sent, after all that the application may do to it. */
public final class SendingAdvice {
  private static final HttpClientRecorder CLIENT = Recorders.httpClient();

  private SendingAdvice() {}

  public static @Nullable Object enter(@Nullable Object operations) {
    return operations;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token instanceof HttpClientRequest) {
      HttpClientRequest request = (HttpClientRequest) token;
      HttpClientCall none = null;
      HttpClientCall call = request.currentContextView().getOrDefault(HttpClientCall.class, none);
      if (call != null) {
        CLIENT.inject(call, new RequestHeaders(request.requestHeaders()));
      }
    }
  }
}
