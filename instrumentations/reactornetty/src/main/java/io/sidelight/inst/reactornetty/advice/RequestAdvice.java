package io.sidelight.inst.reactornetty.advice;

import io.netty.util.Attribute;
import io.netty.util.AttributeKey;
import io.sidelight.core.record.HttpServerCall;
import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerState;

/**
 * Around the handler of a request, up to where it returns after subscribing. The event loop serves
 * the request that long and no longer: others come in between before it is answered.
 */
public final class RequestAdvice {
  private static final HttpServerRecorder HTTP = Recorders.httpServer();

  /**
   * The request that a channel is at. There is one at a time: pipelined requests wait for the
   * answer to the one before, and of HTTP/2 each stream is a channel.
   */
  private static final AttributeKey<HttpServerCall> CALL =
      AttributeKey.valueOf("io.sidelight.request");

  private RequestAdvice() {}

  public static @Nullable Object enter(Object operations, Object state) {
    if (state != HttpServerState.REQUEST_RECEIVED) {
      return null;
    }
    ReactorCall call = new ReactorCall((Connection) operations);
    ((Connection) operations).channel().attr(CALL).set(call);
    HTTP.begin(call);
    return call;
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      ReactorCall call = (ReactorCall) token;
      HTTP.leave(call);
      call.handlerReturned();
    }
  }

  /** The request that these operations are about, or null. */
  static @Nullable HttpServerCall call(Object operations) {
    Connection connection = (Connection) operations;
    if (!connection.channel().hasAttr(CALL)) {
      return null;
    }
    HttpServerCall call = connection.channel().attr(CALL).get();
    return call instanceof ReactorCall && !((ReactorCall) call).isOf(operations) ? null : call;
  }

  /** The answer has been written, or never will be. */
  static void end(Object operations, HttpServerCall call) {
    Attribute<HttpServerCall> at = ((Connection) operations).channel().attr(CALL);
    at.set(null);
    HTTP.end(call);
  }
}
