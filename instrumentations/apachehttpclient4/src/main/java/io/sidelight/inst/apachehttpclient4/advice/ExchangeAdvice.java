package io.sidelight.inst.apachehttpclient4.advice;

import io.sidelight.core.record.HttpClientCall;
import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WeakTable;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.StatusLine;
import org.jspecify.annotations.Nullable;

/** On the handler of one asynchronous call: started by its caller, then run by the reactor. */
public final class ExchangeAdvice {
  private static final HttpClientRecorder CLIENT = Recorders.httpClient();

  /** Calls by their handlers, which refer to them no longer than the client does. */
  private static final WeakTable<Object, ApacheCall> CALLS = new WeakTable<>();

  private ExchangeAdvice() {}

  public static @Nullable Object start(Object handler) {
    HttpClientCall call = CLIENT.current();
    if (call instanceof ApacheCall) {
      CALLS.put(handler, (ApacheCall) call);
    }
    return null;
  }

  /** Target, request and state, in an order that has changed. */
  public static @Nullable Object prepare(
      @Nullable Object first, @Nullable Object second, @Nullable Object third) {
    HttpClientCall call = CLIENT.current();
    boolean early = first instanceof HttpHost;
    Object target = early ? first : second;
    Object request = early ? second : third;
    if (call instanceof ApacheCall
        && target instanceof HttpHost
        && request instanceof HttpRequest) {
      ((ApacheCall) call).describe((HttpHost) target, (HttpRequest) request);
    }
    return null;
  }

  public static @Nullable Object call(Object handler) {
    return CALLS.get(handler);
  }

  /** The client's copy of the request is about to be sent. */
  public static void generated(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null && returned != null) {
      SendingAdvice.inject((ApacheCall) token, (HttpRequest) returned);
    }
  }

  public static @Nullable Object answered(Object handler, @Nullable Object response) {
    ApacheCall call = CALLS.get(handler);
    StatusLine line = response == null ? null : ((HttpResponse) response).getStatusLine();
    if (call != null && line != null) {
      CLIENT.answered(call, line.getStatusCode(), ClientAdvice.version(line));
    }
    return null;
  }
}
