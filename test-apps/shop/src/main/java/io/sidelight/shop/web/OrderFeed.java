package io.sidelight.shop.web;

import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /ws/orders}: sends every order that is placed to everybody who listens; answers the text
 * {@code status} with the number of listeners.
 */
@ServerEndpoint("/ws/orders")
public final class OrderFeed {
  private static final Logger LOG = LoggerFactory.getLogger(OrderFeed.class);

  /** How long a listener that does not read may hold up an order; the name is Tomcat's. */
  private static final String SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

  private static final long SEND_TIMEOUT_MILLIS = 2_000;

  private static final Set<Session> LISTENERS = ConcurrentHashMap.newKeySet();

  /** Sends a message to all listeners; one that cannot be reached is closed by the container. */
  static void push(String message) {
    for (Session listener : LISTENERS) {
      try {
        send(listener, message);
      } catch (IOException | IllegalStateException e) {
        LOG.debug("a listener is gone", e);
      }
    }
  }

  @OnOpen
  public void open(Session session) throws IOException {
    session.getUserProperties().put(SEND_TIMEOUT, SEND_TIMEOUT_MILLIS);
    LISTENERS.add(session);
  }

  @OnMessage
  public void receive(Session session, String message) throws IOException {
    String answer =
        message.equals("status")
            ? "{\"type\":\"status\",\"listeners\":" + LISTENERS.size() + "}"
            : "{\"type\":\"error\",\"error\":\"only status can be asked\"}";
    send(session, answer);
  }

  @OnClose
  public void close(Session session, CloseReason reason) {
    LISTENERS.remove(session);
  }

  @OnError
  public void fail(Session session, Throwable failure) {
    LOG.debug("a listener failed", failure);
    LISTENERS.remove(session);
  }

  /** A session does not accept a message while another thread is sending one. */
  private static void send(Session session, String message) throws IOException {
    synchronized (session) {
      session.getBasicRemote().sendText(message);
    }
  }
}
