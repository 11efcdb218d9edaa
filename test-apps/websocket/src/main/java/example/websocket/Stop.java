package example.websocket;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Lets whoever starts an application stop it, and go on looking at the process. */
public final class Stop {
  /** What is to be done. */
  public interface Action {
    void run() throws Exception;
  }

  private Stop() {}

  /** Stops for whoever connects to the port that it prints; the connection ends when it is done. */
  public static void await(Action stop) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      System.out.println("stops on " + server.getLocalPort());
      while (true) {
        try (Socket asked = server.accept()) {
          stop.run();
        }
      }
    }
  }
}
