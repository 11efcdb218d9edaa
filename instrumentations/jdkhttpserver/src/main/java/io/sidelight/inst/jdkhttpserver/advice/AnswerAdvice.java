package io.sidelight.inst.jdkhttpserver.advice;

import org.jspecify.annotations.Nullable;

/** Where the status is sent, and where the answer ends, on whatever thread. */
public final class AnswerAdvice {
  private AnswerAdvice() {}

  public static @Nullable Object enterHeaders(
      @Nullable Object body, int status, long length, @Nullable String method) {
    ExchangeCall call = HandlerAdvice.call(body);
    if (call == null || call.status != 0) {
      // A second status is refused with an exception, and changes nothing.
      return null;
    }
    call.status = status;
    call.declared(length);
    // Some versions close the exchange then, others only say so to themselves.
    boolean empty =
        length == -1 || status < 200 || status == 204 || status == 304 || "HEAD".equals(method);
    return empty ? body : null;
  }

  public static void exitHeaders(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (thrown == null) {
      exitClose(token, null, null);
    }
  }

  public static @Nullable Object enterClose(@Nullable Object body) {
    return body;
  }

  public static void exitClose(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    ExchangeCall call = HandlerAdvice.call(token);
    if (token != null && call != null) {
      HandlerAdvice.complete(token, call, thrown);
    }
  }
}
