package io.sidelight.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps the messages of a WebSocket until somebody asks for them. */
final class Listener implements WebSocket.Listener {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final StringBuilder parts = new StringBuilder();

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    parts.append(data);
    if (last) {
      messages.add(parts.toString());
      parts.setLength(0);
    }
    socket.request(1);
    return null;
  }

  /** Waits for the next message. */
  JsonNode next() throws Exception {
    String message = messages.poll(20, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message came");
    }
    return JSON.readTree(message);
  }
}
