package io.sidelight.inst.jettycore.advice;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Tells the call when Jetty is done with its stream, and when something could not be sent; does not
 * change what the stream does.
 */
final class CoreStream extends HttpStream.Wrapper {
  private final CoreCall call;
  private final Sending sending;

  CoreStream(HttpStream stream, CoreCall call) {
    super(stream);
    this.call = call;
    this.sending = new Sending(call);
  }

  @Override
  public void send(
      MetaData.Request request,
      MetaData.@Nullable Response response,
      boolean last,
      @Nullable ByteBuffer content,
      Callback callback) {
    if (content != null) {
      call.sending(content.remaining());
    }
    super.send(request, response, last, content, sending.instead(callback));
  }

  @Override
  public void succeeded() {
    call.complete(null);
    super.succeeded();
  }

  @Override
  public void failed(Throwable failure) {
    call.complete(failure);
    super.failed(failure);
  }

  /** Jetty sends one thing after the other, so that one object will do for all of them. */
  private static final class Sending implements Callback {
    private final CoreCall call;
    private volatile Callback callback = Callback.NOOP;

    Sending(CoreCall call) {
      this.call = call;
    }

    Callback instead(Callback original) {
      callback = original;
      return this;
    }

    @Override
    public void succeeded() {
      callback.succeeded();
    }

    @Override
    public void failed(Throwable failure) {
      if (failure instanceof IOException) {
        call.sendFailed();
      }
      callback.failed(failure);
    }

    @Override
    public InvocationType getInvocationType() {
      return callback.getInvocationType();
    }
  }
}
