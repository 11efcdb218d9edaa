package io.sidelight.inst.glassfish.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketCallbacks;
import io.sidelight.core.record.WebSocketConnection;
import org.glassfish.grizzly.CloseListener;
import org.glassfish.grizzly.Closeable;
import org.glassfish.grizzly.ICloseType;

/**
 * On the TCP connection of a WebSocket connection. A peer that resets it while the container sets
 * up the reading is not told of to anybody above Grizzly.
 */
final class Dropped implements CloseListener<Closeable, ICloseType> {
  private static final WebSocketCallbacks CALLBACKS = new WebSocketCallbacks("glassfish");

  private final WebSocketConnection connection;

  Dropped(WebSocketConnection connection) {
    this.connection = connection;
  }

  @Override
  public void onClosed(Closeable closed, ICloseType type) {
    CALLBACKS.record(() -> Recorders.webSocket().dropped(connection));
  }
}
