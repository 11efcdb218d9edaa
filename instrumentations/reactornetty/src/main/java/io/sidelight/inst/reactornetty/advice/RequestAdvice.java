package io.sidelight.inst.reactornetty.advice;

import io.netty.channel.Channel;
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
   * The latest request of a channel, which knows those before it that have not ended: a pipelined
   * request begins once the answer before it is written, which may be before it is sent. Changed by
   * the channel's event loop only.
   */
  private static final AttributeKey<HttpServerCall> CALL =
      AttributeKey.valueOf("io.sidelight.request");

  private RequestAdvice() {}

  public static @Nullable Object enter(Object operations, Object state) {
    if (state != HttpServerState.REQUEST_RECEIVED) {
      return null;
    }
    ReactorCall call = new ReactorCall((Connection) operations);
    Attribute<HttpServerCall> latest = ((Connection) operations).channel().attr(CALL);
    HttpServerCall before = latest.get();
    call.before = before instanceof ReactorCall ? (ReactorCall) before : null;
    latest.set(call);
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

  /** The request that the channel serves, or the last of those, or null. */
  static @Nullable HttpServerCall latest(Channel channel) {
    return channel.hasAttr(CALL) ? channel.attr(CALL).get() : null;
  }

  /** The request that these operations are about, or null. */
  static @Nullable HttpServerCall call(Object operations) {
    HttpServerCall latest = latest(((Connection) operations).channel());
    if (!(latest instanceof ReactorCall)) {
      // Put there by the advice beside another of the application's loaders.
      return latest;
    }
    ReactorCall at = (ReactorCall) latest;
    while (at != null && !at.isOf(operations)) {
      at = at.before;
    }
    return at;
  }

  /** The answer has been written, or never will be. */
  static void end(Connection operations, ReactorCall call) {
    Attribute<HttpServerCall> latest = operations.channel().attr(CALL);
    HttpServerCall at = latest.get();
    if (at == call) {
      latest.set(call.before);
    } else if (at instanceof ReactorCall) {
      ReactorCall after = (ReactorCall) at;
      while (after.before != null && after.before != call) {
        after = after.before;
      }
      after.before = call.before;
    }
    HTTP.end(call);
  }
}
