package io.sidelight.legacy;

import java.nio.ByteBuffer;
import javax.websocket.OnMessage;
import javax.websocket.server.ServerEndpoint;

/** Sends every message back. */
@ServerEndpoint("/echo")
public final class Echo {

  @OnMessage
  public String text(String message) {
    return message;
  }

  @OnMessage
  public ByteBuffer binary(ByteBuffer message) {
    return message;
  }
}
