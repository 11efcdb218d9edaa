package io.sidelight.inst.jettywebsocket.advice;

import io.sidelight.core.record.WebSocketCallbacks;
import io.sidelight.core.record.WebSocketPart;
import org.eclipse.jetty.util.Callback;

/** What is told when a frame is written, and passes it on. */
final class Written implements Callback {
  private static final WebSocketCallbacks CALLBACKS = new WebSocketCallbacks("jettywebsocket");

  private final WebSocketPart part;
  private final Callback callback;

  Written(WebSocketPart part, Callback callback) {
    this.part = part;
    this.callback = callback;
  }

  @Override
  public void succeeded() {
    CALLBACKS.written(part, null);
    callback.succeeded();
  }

  @Override
  public void failed(Throwable thrown) {
    CALLBACKS.written(part, thrown);
    callback.failed(thrown);
  }

  @Override
  public InvocationType getInvocationType() {
    return callback.getInvocationType();
  }
}
