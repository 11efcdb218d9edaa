package io.sidelight.inst.jettycore.advice;

import org.eclipse.jetty.server.HttpStream;

/** Tells the call when Jetty is done with its stream; does not change what the stream does. */
final class CoreStream extends HttpStream.Wrapper {
  private final CoreCall call;

  CoreStream(HttpStream stream, CoreCall call) {
    super(stream);
    this.call = call;
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
}
