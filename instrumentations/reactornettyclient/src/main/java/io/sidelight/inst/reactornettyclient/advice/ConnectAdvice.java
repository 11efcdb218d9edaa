package io.sidelight.inst.reactornettyclient.advice;

import io.sidelight.core.record.HttpClientCall;
import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClientConfig;

/** On the subscription to an answer, which is what sends a request. */
public final class ConnectAdvice {
  private static final HttpClientRecorder CLIENT = Recorders.httpClient();

  private ConnectAdvice() {}

  public static @Nullable Object enter(@Nullable Object config) {
    HttpClientCall outer = CLIENT.current();
    if (outer != null) {
      // A client built on this one: the call is its, and only the headers are missing.
      return outer;
    }
    if (config == null || CLIENT.isInside()) {
      return null;
    }
    ReactorCall call = new ReactorCall((HttpClientConfig) config);
    if (!CLIENT.beginBare(call)) {
      return null;
    }
    CLIENT.leave(call);
    return call;
  }

  @SuppressWarnings("unchecked") // the parameter's type
  public static @Nullable Object subscriber(@Nullable Object token, @Nullable Object subscriber) {
    return token == null || subscriber == null
        ? subscriber
        : new Answering(
            (HttpClientCall) token,
            Recorders.context().capture(),
            (CoreSubscriber<? super Connection>) subscriber);
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token instanceof ReactorCall && thrown != null) {
      CLIENT.end((ReactorCall) token, thrown);
    }
  }
}
