package io.sidelight.inst.jdkhttpserver.advice;

import com.sun.net.httpserver.Headers;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;

/**
 * Around all that the server does for one request: what it answers itself (no context, an
 * unreadable length), and how it ends what a handler failed to.
 */
public final class ConnectionAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  /** What a thread knows of the request that it reads or answers. */
  private static final class Slot {
    @Nullable Headers headers;
    @Nullable ExchangeCall failed;
  }

  private static final class Slots extends ThreadLocal<Slot> {
    @Override
    protected Slot initialValue() {
      return new Slot();
    }
  }

  private static final Slots SLOTS = new Slots();

  private ConnectionAdvice() {}

  public static @Nullable Object enterRun() {
    return SLOTS.get();
  }

  public static void exitRun(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      Slot slot = (Slot) token;
      slot.headers = null;
      ExchangeCall failed = slot.failed;
      if (failed != null) {
        slot.failed = null;
        HTTP.end(failed);
      }
    }
  }

  public static void exitHeaders(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    SLOTS.get().headers = (Headers) returned;
  }

  /** An exception has left the handler; the call ends when the server has dealt with it. */
  static void failed(ExchangeCall call) {
    SLOTS.get().failed = call;
  }

  public static @Nullable Object enterReject(
      int status, @Nullable String requestLine, @Nullable String scheme) {
    Slot slot = SLOTS.get();
    ExchangeCall failed = slot.failed;
    if (failed != null) {
      // Older versions answer a handler's NumberFormatException as if it were their own.
      if (failed.status == 0) {
        failed.status = status;
      }
      return null;
    }
    Headers headers = slot.headers;
    if (headers == null
        || requestLine == null
        || Thread.currentThread().getName().startsWith("sidelight-")) {
      return null;
    }
    RejectedCall call = new RejectedCall(requestLine, scheme, headers, status);
    HTTP.begin(call);
    return call;
  }

  public static void exitReject(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      RejectedCall call = (RejectedCall) token;
      HTTP.leave(call);
      HTTP.end(call);
    }
  }
}
