import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Sends two text messages and a binary one, waits for each to come back, and closes. Run as a source file (Java 11 or
 * later): {@code java EchoClient.java ws://localhost:8080/echo}. Exit status 1 when an echo differs or does not come.
 */
final class EchoClient implements WebSocket.Listener {

  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

  public static void main(String[] args) throws Exception {
    EchoClient client = new EchoClient();
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(args[0]), client)
            .get(20, TimeUnit.SECONDS);
    for (String text : new String[] {"one", "two"}) {
      socket.sendText(text, true).get(20, TimeUnit.SECONDS);
      client.expect(text);
    }
    socket.sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true).get(20, TimeUnit.SECONDS);
    client.expect("3 bytes");
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(20, TimeUnit.SECONDS);
    client.expect("closed 1000");
    System.out.println("ok");
    System.exit(0);
  }

  private void expect(String wanted) throws InterruptedException {
    String got = received.poll(20, TimeUnit.SECONDS);
    if (!wanted.equals(got)) {
      System.out.println("wanted " + wanted + ", got " + got);
      System.exit(1);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
    received.add(text.toString());
    socket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer bytes, boolean last) {
    received.add(bytes.remaining() + " bytes");
    socket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    received.add("closed " + code);
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    received.add(error.toString());
  }
}
