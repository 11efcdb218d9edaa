package example.websocket;

import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.util.concurrent.atomic.AtomicInteger;

/** Fails where the path says. */
@ServerEndpoint(value = "/throwing/{where}", decoders = ThrowingEndpoint.Numbers.class)
public class ThrowingEndpoint {
  @OnOpen
  public void open(@PathParam("where") String where) {
    if (where.equals("open")) {
      throw new UnsupportedOperationException("on open");
    }
  }

  @OnMessage
  public void message(AtomicInteger number, @PathParam("where") String where) {
    if (where.equals("message")) {
      throw new ArithmeticException("on message " + number);
    }
  }

  @OnClose
  public void close(@PathParam("where") String where) {
    if (where.equals("close")) {
      throw new IllegalStateException("on close");
    }
  }

  /** Takes decimal numbers only. */
  public static class Numbers implements Decoder.Text<AtomicInteger> {
    @Override
    public AtomicInteger decode(String text) throws DecodeException {
      try {
        return new AtomicInteger(Integer.parseInt(text));
      } catch (NumberFormatException e) {
        throw new DecodeException(text, "no number", e);
      }
    }

    @Override
    public boolean willDecode(String text) {
      return true;
    }

    @Override
    public void init(EndpointConfig config) {}

    @Override
    public void destroy() {}
  }
}
