package io.sidelight.inst.tyruswebsocket.advice;

import io.sidelight.core.record.WebSocketCallbacks;
import io.sidelight.core.record.WebSocketPart;
import java.util.concurrent.CancellationException;
import org.glassfish.tyrus.core.frame.Frame;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.jspecify.annotations.Nullable;

/** What is told when a frame is written, and passes it on. */
final class Written extends CompletionHandler<Frame> {
  private static final WebSocketCallbacks CALLBACKS = new WebSocketCallbacks("tyruswebsocket");

  private final WebSocketPart part;
  private final @Nullable CompletionHandler<Frame> handler;

  Written(WebSocketPart part, @Nullable CompletionHandler<Frame> handler) {
    this.part = part;
    this.handler = handler;
  }

  @Override
  public void completed(Frame frame) {
    CALLBACKS.written(part, null);
    if (handler != null) {
      handler.completed(frame);
    }
  }

  @Override
  public void failed(Throwable thrown) {
    CALLBACKS.written(part, thrown);
    if (handler != null) {
      handler.failed(thrown);
    }
  }

  @Override
  public void cancelled() {
    CALLBACKS.written(part, new CancellationException());
    if (handler != null) {
      handler.cancelled();
    }
  }

  @Override
  public void updated(Frame frame) {
    if (handler != null) {
      handler.updated(frame);
    }
  }
}
