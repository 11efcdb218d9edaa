package io.sidelight.inst.vertx.advice;

import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import io.sidelight.inst.netty.advice.EncodeAdvice;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where a request ends: with the last of its answer, or with its connection. */
public final class EndAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  private EndAdvice() {}

  public static @Nullable Object enterComplete(@Nullable Object request) {
    if (request != null) {
      end((HttpServerRequest) request, null, false);
    }
    return null;
  }

  public static @Nullable Object enterReset(Object request, @Nullable Object thrown) {
    boolean closed = thrown instanceof IOException || thrown instanceof VertxException;
    end((HttpServerRequest) request, (Throwable) thrown, closed);
    return null;
  }

  private static void end(HttpServerRequest request, @Nullable Throwable thrown, boolean closed) {
    VertxCall call = RequestAdvice.call(request);
    // A connection that closes resets what still waits behind the request under way, too.
    if (call == null || !call.isOf(request)) {
      return;
    }
    RequestAdvice.forget(request);
    long grown = EncodeAdvice.take(((ConnectionBase) request.connection()).channel());
    call.answered(request, closed, grown);
    if (!closed) {
      HTTP.failed(call, thrown);
    }
    HTTP.end(call);
  }
}
