package example.jdkwebsocket;

import example.websocket.client.Connection;
import example.websocket.client.Script;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/** A client of {@code java.net.http}. */
public final class JdkClient implements WebSocket.Listener {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final StringBuilder text = new StringBuilder();

  private JdkClient() {}

  public static void main(String[] args) throws Exception {
    Script.run(args, JdkClient::open);
  }

  private static void open(URI uri) {
    HTTP.newWebSocketBuilder().buildAsync(uri, new JdkClient()).join();
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
    text.append(part);
    if (last) {
      String whole = text.toString();
      text.setLength(0);
      try {
        Script.on(whole, new JdkConnection(socket));
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    socket.request(1);
    return null;
  }

  private record JdkConnection(WebSocket socket) implements Connection {
    @Override
    public void text(String text) {
      socket.sendText(text, true).join();
    }

    @Override
    public void binary(int size) {
      socket.sendBinary(ByteBuffer.allocate(size), true).join();
    }

    @Override
    public void ping(int size) {
      socket.sendPing(ByteBuffer.allocate(size)).join();
    }

    @Override
    public void parts(String first, String second) {
      socket.sendText(first, false).join();
      socket.sendText(second, true).join();
    }

    @Override
    public void close(int code) {
      socket.sendClose(code, "").join();
    }
  }
}
