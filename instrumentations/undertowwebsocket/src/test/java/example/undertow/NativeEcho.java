package example.undertow;

import io.undertow.websockets.WebSocketConnectionCallback;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.io.IOException;

/** Sends texts back through Undertow's own API. */
public final class NativeEcho implements WebSocketConnectionCallback {
  @Override
  public void onConnect(WebSocketHttpExchange exchange, WebSocketChannel channel) {
    WebSockets.sendText("welcome", channel, null);
    channel
        .getReceiveSetter()
        .set(
            new AbstractReceiveListener() {
              @Override
              protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message)
                  throws IOException {
                String text = message.getData();
                if (text.equals("fail")) {
                  throw new IOException("asked to");
                }
                WebSockets.sendText(text, from, null);
              }
            });
    channel.resumeReceives();
  }
}
