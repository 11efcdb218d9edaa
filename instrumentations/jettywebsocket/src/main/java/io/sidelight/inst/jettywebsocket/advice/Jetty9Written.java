package io.sidelight.inst.jettywebsocket.advice;

import io.sidelight.core.record.WebSocketCallbacks;
import io.sidelight.core.record.WebSocketPart;
import org.eclipse.jetty.websocket.api.WriteCallback;
import org.jspecify.annotations.Nullable;

/** As {@link Written} in Jetty 9.4, where there need not be a callback. */
final class Jetty9Written implements WriteCallback {
  private static final WebSocketCallbacks CALLBACKS = new WebSocketCallbacks("jettywebsocket");

  private final WebSocketPart part;
  private final @Nullable WriteCallback callback;

  Jetty9Written(WebSocketPart part, @Nullable WriteCallback callback) {
    this.part = part;
    this.callback = callback;
  }

  @Override
  public void writeSuccess() {
    CALLBACKS.written(part, null);
    if (callback != null) {
      callback.writeSuccess();
    }
  }

  @Override
  public void writeFailed(Throwable thrown) {
    CALLBACKS.written(part, thrown);
    if (callback != null) {
      callback.writeFailed(thrown);
    }
  }
}
