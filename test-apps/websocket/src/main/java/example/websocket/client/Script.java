package example.websocket.client;

import java.net.URI;
import java.util.concurrent.CountDownLatch;

/** The sample client: it connects to a server, which then tells it what to do. */
public final class Script {
  private final URI server;
  private final Opener opener;

  private Script(URI server, Opener opener) {
    this.server = server;
    this.opener = opener;
  }

  private static Script running;

  /**
   * Runs for as long as the process does.
   *
   * @param args the server's address
   */
  public static void run(String[] args, Opener opener) throws Exception {
    running = new Script(URI.create(args[0]), opener);
    opener.open(running.server.resolve("/control"));
    System.out.println("listening on " + running.server.getPort());
    new CountDownLatch(1).await();
  }

  /** A text has come: an order, or else something to be sent back. */
  public static void on(String text, Connection connection) throws Exception {
    String[] words = text.split(" ", -1);
    switch (words[0]) {
      case "connect" -> running.connect(words[1]);
      case "fail" -> throw new IllegalStateException("asked to");
      case "binary" -> connection.binary(Integer.parseInt(words[1]));
      case "ping" -> connection.ping(Integer.parseInt(words[1]));
      case "parts" -> connection.parts(words[1], words[2]);
      case "close" -> connection.close(Integer.parseInt(words[1]));
      default -> connection.text(text);
    }
  }

  /** By a thread of its own: some clients deliver nothing while a message is handled. */
  private void connect(String path) {
    Thread connecting =
        new Thread(
            () -> {
              try {
                opener.open(server.resolve(path));
              } catch (Exception e) {
                System.out.println("not connected: " + e);
              }
            });
    connecting.start();
  }
}
