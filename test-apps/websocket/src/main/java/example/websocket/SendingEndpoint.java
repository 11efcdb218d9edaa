package example.websocket;

import jakarta.websocket.EncodeException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/** Answers a text with a message of ten thousand characters or bytes, sent the way it names. */
public class SendingEndpoint extends Endpoint {
  private static final int SIZE = 10_000;

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    session.addMessageHandler(new Ways(session));
  }

  private static void send(Session session, String way) {
    try {
      RemoteEndpoint.Basic basic = session.getBasicRemote();
      RemoteEndpoint.Async async = session.getAsyncRemote();
      String text = "x".repeat(SIZE);
      ByteBuffer bytes = ByteBuffer.allocate(SIZE);
      switch (way) {
        case "basic" -> basic.sendText(text);
        case "umlauts" -> basic.sendText("äöü€\uD83D\uDE00".repeat(SIZE / 14));
        case "future" -> async.sendText(text).get();
        case "handler" -> sendTwice(async, text);
        case "bytes" -> basic.sendBinary(bytes);
        case "async bytes" -> async.sendBinary(bytes).get();
        case "object" -> basic.sendObject(42);
        case "ping" -> basic.sendPing(ByteBuffer.allocate(4));
        case "pong" -> async.sendPong(ByteBuffer.allocate(5));
        case "parts" -> {
          basic.sendText(text.substring(1), false);
          basic.sendText("x", true);
        }
        case "ping in parts" -> {
          basic.sendText(text.substring(1), false);
          basic.sendPing(ByteBuffer.allocate(4));
          basic.sendText("x", true);
        }
        case "batch" -> {
          basic.setBatchingAllowed(true);
          basic.sendText(text);
          basic.flushBatch();
          basic.setBatchingAllowed(false);
        }
        case "stream" -> {
          try (OutputStream stream = basic.getSendStream()) {
            stream.write(bytes.array());
          }
        }
        case "writer" -> {
          try (Writer writer = basic.getSendWriter()) {
            writer.write(text);
          }
        }
        default -> throw new IllegalArgumentException(way);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (EncodeException | InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The second message is sent from where the first is told to have gone. */
  private static void sendTwice(RemoteEndpoint.Async async, String text)
      throws InterruptedException {
    CountDownLatch gone = new CountDownLatch(1);
    async.sendText(text, first -> async.sendText(text, second -> gone.countDown()));
    gone.await();
  }

  /** In the way of the API's version 1.0, where the class tells the type. */
  private record Ways(Session session) implements MessageHandler.Whole<String> {
    @Override
    public void onMessage(String way) {
      send(session, way);
    }
  }
}
