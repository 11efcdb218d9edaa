package io.sidelight.inst.okhttpwebsocket.advice;

import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketPart;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a connection has been given to send; OkHttp writes it in that order, with one thread. */
final class Outgoing {
  /** By the thread that writes, while it does. */
  static final ThreadLocal<Outgoing> WRITING = new ThreadLocal<>();

  final WebSocketConnection connection;
  final Queue<WebSocketPart> messages = new ConcurrentLinkedQueue<>();

  /** Whether what is being written is the first of the messages. */
  boolean writesMessage;

  Outgoing(WebSocketConnection connection) {
    this.connection = connection;
  }
}
