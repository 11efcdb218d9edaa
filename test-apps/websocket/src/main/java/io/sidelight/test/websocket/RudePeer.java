package io.sidelight.test.websocket;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that shakes hands, and then has no manners. */
public final class RudePeer {
  private final Socket socket;

  private RudePeer(Socket socket) {
    this.socket = socket;
  }

  public static RudePeer connect(int port, String path) throws IOException {
    Socket socket = new Socket("localhost", port);
    String status = ask(socket, path, "http://localhost");
    if (!status.startsWith("HTTP/1.1 101")) {
      throw new AssertionError(status);
    }
    return new RudePeer(socket);
  }

  /** Asks for a connection from another site's page. Returns the status of the refusal. */
  public static String refused(int port, String path) throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      return ask(socket, path, "http://elsewhere.test").split(" ")[1];
    }
  }

  /** As above for one that speaks a version of the protocol that there never was. */
  public static String unheardOf(int port, String path) throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      return ask(socket, path, "http://localhost", 99).split(" ")[1];
    }
  }

  private static String ask(Socket socket, String path, String origin) throws IOException {
    return ask(socket, path, origin, 13);
  }

  private static String ask(Socket socket, String path, String origin, int version)
      throws IOException {
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: "
            + version
            + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Origin: "
            + origin
            + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return answer(socket.getInputStream());
  }

  private static String answer(InputStream in) throws IOException {
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new AssertionError("cut off: " + answer);
      }
      answer.append((char) next);
    }
    return answer.toString();
  }

  /** Sends bytes that need not be a frame. */
  public RudePeer write(int... bytes) throws IOException {
    byte[] raw = new byte[bytes.length];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = (byte) bytes[i];
    }
    socket.getOutputStream().write(raw);
    return this;
  }

  /** Ends the stream, with no close frame. */
  public void vanish() throws IOException {
    socket.close();
  }

  /** Ends the stream as a process does that is killed with data unread: with a reset. */
  public void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }
}
