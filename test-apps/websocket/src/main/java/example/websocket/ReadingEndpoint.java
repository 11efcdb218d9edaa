package example.websocket;

import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;

/** Reads messages as streams, and answers how long they are. */
@ServerEndpoint("/reading")
public class ReadingEndpoint {
  @OnMessage
  public String text(Reader message, Session session) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int next = message.read(); next >= 0; next = message.read()) {
      text.append((char) next);
    }
    if (text.toString().equals("fail")) {
      // Jetty reads no more then, and would wait for long.
      session.setMaxIdleTimeout(500);
      throw new ArithmeticException("asked to");
    }
    return "characters " + text.length();
  }

  @OnMessage
  public String binary(InputStream message) throws IOException {
    int length = 0;
    byte[] buffer = new byte[4096];
    for (int next = message.read(buffer); next >= 0; next = message.read(buffer)) {
      length += next;
    }
    return "bytes " + length;
  }
}
