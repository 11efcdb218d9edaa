package io.sidelight.inst.netty.advice;

import io.netty.buffer.ByteBufHolder;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a part of an answer is replaced by what it is compressed to, if it is. Of each connection,
 * or each stream of one, on its event loop.
 */
public final class EncodeAdvice {
  /** The end of an answer that is compressed, or might be, has not passed yet. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  /**
   * By how many bytes the answer under way has grown, whether its end has passed, and the ends to
   * come of answers that have been asked for already. Not an object of the agent's: who asks may
   * have another loader. Absent until a server that compresses gets a request.
   */
  private static final AttributeKey<long[]> STATE = AttributeKey.valueOf("io.sidelight.encode");

  private static final int GROWN = 0;
  private static final int ENDED = 1;
  private static final int OWED = 2;

  private final long[] state;
  private final List<?> encoded;
  private final long before;
  private final boolean last;

  private EncodeAdvice(long[] state, List<?> encoded, Object message) {
    this.state = state;
    this.encoded = encoded;
    this.before = length(message);
    this.last = message instanceof LastHttpContent && !isInformational(message);
  }

  /**
   * By how many bytes the body of the answer under way has grown between where it was written and
   * where it is framed; less than 0 if it has shrunk. The answer after it is under way from now on.
   *
   * @return {@link #UNKNOWN} if it may grow or shrink yet
   */
  public static long take(Channel channel) {
    long[] state = channel.hasAttr(STATE) ? channel.attr(STATE).get() : null;
    if (state == null) {
      return 0;
    }
    if (state[ENDED] == 0) {
      // Somebody queues it yet: ChunkedWriteHandler of older versions does, until a flush.
      state[OWED]++;
      return UNKNOWN;
    }
    long grown = state[GROWN];
    state[GROWN] = 0;
    state[ENDED] = 0;
    return grown;
  }

  public static @Nullable Object enterDecode(Object context) {
    Channel channel = ((ChannelHandlerContext) context).channel();
    if (channel.attr(STATE).get() == null) {
      channel.attr(STATE).set(new long[3]);
    }
    return null;
  }

  public static @Nullable Object enter(Object context, Object message, Object encoded) {
    long[] state = ((ChannelHandlerContext) context).channel().attr(STATE).get();
    return state == null ? null : new EncodeAdvice(state, (List<?>) encoded, message);
  }

  public static void exit(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      ((EncodeAdvice) token).encoded();
    }
  }

  private void encoded() {
    state[GROWN] -= before;
    for (Object message : encoded) {
      state[GROWN] += length(message);
    }
    if (!last) {
      return;
    }
    if (state[OWED] > 0) {
      state[OWED]--;
      state[GROWN] = 0;
    } else {
      state[ENDED] = 1;
    }
  }

  private static boolean isInformational(Object message) {
    return message instanceof HttpResponse && ((HttpResponse) message).status().code() < 200;
  }

  private static long length(Object message) {
    return message instanceof ByteBufHolder
        ? ((ByteBufHolder) message).content().readableBytes()
        : 0;
  }
}
