package io.sidelight.inst.apachehttpclient5.advice;

import io.sidelight.core.record.HttpClientCall;
import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.Recorders;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** On the sending of one request over one connection; the library's core, which has no URLs. */
public final class SendingAdvice {
  private static final HttpClientRecorder CLIENT = Recorders.httpClient();

  private SendingAdvice() {}

  public static @Nullable Object enter(@Nullable Object request) {
    HttpClientCall call = CLIENT.current();
    if (call != null && request != null) {
      RequestHeaders.inject(CLIENT, call, (HttpRequest) request);
    }
    return null;
  }
}
