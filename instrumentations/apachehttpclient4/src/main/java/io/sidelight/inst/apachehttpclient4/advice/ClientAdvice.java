package io.sidelight.inst.apachehttpclient4.advice;

import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.Recorders;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.StatusLine;
import org.jspecify.annotations.Nullable;

/** On the method through which all ways of executing a request go: redirects and retries inside. */
public final class ClientAdvice {
  private static final HttpClientRecorder CLIENT = Recorders.httpClient();

  private ClientAdvice() {}

  public static @Nullable Object enter(@Nullable Object target, @Nullable Object request) {
    if (request == null || CLIENT.isInside()) {
      return null;
    }
    ApacheCall call = new ApacheCall();
    call.describe((HttpHost) target, (HttpRequest) request);
    return CLIENT.beginBare(call) ? call : null;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token == null) {
      return;
    }
    ApacheCall call = (ApacheCall) token;
    CLIENT.leave(call);
    StatusLine line = returned == null ? null : ((HttpResponse) returned).getStatusLine();
    if (line == null) {
      CLIENT.end(call, thrown);
    } else {
      CLIENT.end(call, line.getStatusCode(), version(line), null);
    }
  }

  static String version(StatusLine line) {
    return line.getProtocolVersion().getMinor() == 0 ? "1.0" : "1.1";
  }
}
