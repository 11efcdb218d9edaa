package io.sidelight.inst.reactornetty.advice;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.FileRegion;
import io.netty.handler.codec.http.LastHttpContent;
import io.sidelight.core.record.HttpServerCall;
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

  /** The latest request of a channel is written: the one after it has not begun before. */
  public static @Nullable Object enterWrite(Object context, Object message) {
    HttpServerCall call = RequestAdvice.latest(((ChannelHandlerContext) context).channel());
    if (call instanceof ReactorCall) {
      ((ReactorCall) call).written(length(message));
      if (message instanceof LastHttpContent) {
        ((ReactorCall) call).writtenAll();
      }
    }
    return null;
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
