package example.okhttp;

import example.websocket.client.Connection;
import example.websocket.client.Script;
import java.net.URI;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;

/** A client of OkHttp's. */
public final class OkHttpSocketClient {
  private OkHttpSocketClient() {}

  public static void main(String[] args) throws Exception {
    // Early versions count open connections as requests under way.
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequestsPerHost(100);
    OkHttpClient http = new OkHttpClient.Builder().dispatcher(dispatcher).build();
    Script.run(args, uri -> open(http, uri));
  }

  private static void open(OkHttpClient http, URI uri) {
    String path = uri.getPath();
    // Nobody listens on the first of all ports.
    String url = path.equals("/nobody") ? "ws://" + uri.getHost() + ":1" + path : uri.toString();
    WebSocket socket = http.newWebSocket(new Request.Builder().url(url).build(), new Listener());
    if (path.equals("/nobody") || path.equals("/early")) {
      socket.send("before it is open");
    }
  }

  private static final class Listener extends WebSocketListener {
    @Override
    public void onMessage(WebSocket socket, String text) {
      try {
        Script.on(text, new OkHttpConnection(socket));
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
      socket.close(code, reason);
    }
  }

  private record OkHttpConnection(WebSocket socket) implements Connection {
    @Override
    public void text(String text) {
      socket.send(text);
    }

    @Override
    public void binary(int size) {
      socket.send(ByteString.of(new byte[size]));
    }

    @Override
    public void ping(int size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void parts(String first, String second) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close(int code) {
      socket.close(code, "");
    }
  }
}
