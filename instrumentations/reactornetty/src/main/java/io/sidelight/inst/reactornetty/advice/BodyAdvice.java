package io.sidelight.inst.reactornetty.advice;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.FileRegion;
import io.netty.handler.codec.http.LastHttpContent;
import io.sidelight.core.record.HttpServerCall;
import io.sidelight.inst.netty.advice.EncodeAdvice;
import org.jspecify.annotations.Nullable;

/** Where bodies pass, on the event loop of their connection. */
public final class BodyAdvice {
  private BodyAdvice() {}

  public static @Nullable Object enterRead(Object operations, Object message) {
    HttpServerCall call = RequestAdvice.call(operations);
    if (call instanceof ReactorCall) {
      ((ReactorCall) call).read(length(message));
    }
    return null;
  }

  public static @Nullable Object enterWriteEncoded(Object context, Object message) {
    return written(context, message);
  }

  public static @Nullable Object enterWrite(Object context, Object message) {
    ReactorCall call = written(context, message);
    return message instanceof LastHttpContent ? call : null;
  }

  /** The latest request of a channel is written: the one after it has not begun before. */
  private static @Nullable ReactorCall written(Object context, Object message) {
    HttpServerCall latest = RequestAdvice.latest(((ChannelHandlerContext) context).channel());
    if (!(latest instanceof ReactorCall)) {
      return null;
    }
    ReactorCall call = (ReactorCall) latest;
    call.written(length(message));
    if (message instanceof LastHttpContent) {
      call.writtenAll();
    }
    return call;
  }

  /** The end of the answer has passed what compresses, too; another may be written from now on. */
  public static void exitWrite(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      ReactorCall call = (ReactorCall) token;
      call.encoded(EncodeAdvice.take(call.operations().channel()));
    }
  }

  private static long length(Object message) {
    if (message instanceof ByteBufHolder) {
      return ((ByteBufHolder) message).content().readableBytes();
    }
    if (message instanceof ByteBuf) {
      return ((ByteBuf) message).readableBytes();
    }
    return message instanceof FileRegion ? ((FileRegion) message).count() : 0;
  }
}
