package io.sidelight.inst.apachehttpclient5.advice;

import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.Recorders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** On the method through which all ways of executing a request go: redirects and retries inside. */
public final class ClientAdvice {
  private static final HttpClientRecorder CLIENT = Recorders.httpClient();

  private ClientAdvice() {}

  public static @Nullable Object enter(@Nullable Object target, @Nullable Object request) {
    if (request == null || CLIENT.isInside()) {
      return null;
    }
    ApacheCall call = new ApacheCall((HttpHost) target);
    call.describe((HttpRequest) request);
    return CLIENT.beginBare(call) ? call : null;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      HttpResponse answer = (HttpResponse) returned;
      if (answer != null) {
        CLIENT.answered((ApacheCall) token, answer.getCode(), ApacheCall.text(answer.getVersion()));
      }
      CLIENT.leave((ApacheCall) token);
      CLIENT.end((ApacheCall) token, thrown);
    }
  }
}
