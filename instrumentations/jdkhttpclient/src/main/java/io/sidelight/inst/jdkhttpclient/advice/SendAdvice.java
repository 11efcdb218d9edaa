package io.sidelight.inst.jdkhttpclient.advice;

import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.Recorders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** On both ways of sending; the one that waits is made of the other, and then the call is its. */
public final class SendAdvice {
  private static final HttpClientRecorder CLIENT = Recorders.httpClient();

  private SendAdvice() {}

  public static @Nullable Object enter(@Nullable Object request) {
    if (request == null || CLIENT.isInside()) {
      return null;
    }
    JdkCall call = new JdkCall((HttpRequest) request);
    return CLIENT.beginBare(call) ? call : null;
  }

  public static @Nullable Object handler(@Nullable Object token, @Nullable Object handler) {
    return token == null || handler == null
        ? handler
        : new Answering<>((JdkCall) token, (BodyHandler<?>) handler);
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      JdkCall call = (JdkCall) token;
      CLIENT.leave(call);
      CLIENT.end(call, thrown);
    }
  }

  public static void exitAsync(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token == null) {
      return;
    }
    JdkCall call = (JdkCall) token;
    CLIENT.leave(call);
    if (returned == null) {
      CLIENT.end(call, thrown);
    } else {
      CompletableFuture<?> unused =
          ((CompletableFuture<?>) returned).whenComplete(new Ending(call));
    }
  }
}
