package io.sidelight.inst.okhttpwebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WeakTable;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketMessageType;
import io.sidelight.core.record.WebSocketPart;
import io.sidelight.core.record.WebSocketRecorder;
import io.sidelight.core.record.WebSocketSender;
import java.io.IOException;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** On what is queued by the application and then written by a thread of OkHttp's. */
public final class SendAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();
  private static final WebSocketSender SENDER = WEB_SOCKET.sender();
  private static final WeakTable<Object, Outgoing> OUTGOING = new WeakTable<>();

  private SendAdvice() {}

  /** The connection is asked for, and messages may be queued before it is open. */
  static void know(Object socket, WebSocketConnection connection) {
    OUTGOING.putIfAbsent(socket, new Outgoing(connection));
  }

  /** What is still queued will not be written. */
  static void lost(Object socket, Throwable failure) {
    Outgoing outgoing = OUTGOING.get(socket);
    if (outgoing == null) {
      return;
    }
    for (WebSocketPart part = outgoing.messages.poll();
        part != null;
        part = outgoing.messages.poll()) {
      SENDER.written(part, failure);
    }
  }

  /** With the lock that keeps the queue in order. */
  public static @Nullable Object send(Object socket, ByteString data, int opCode) {
    WebSocketMessageType type = WebSocketMessageType.ofOpCode(opCode);
    Outgoing outgoing = type == null ? null : outgoing(socket);
    if (type == null || outgoing == null) {
      return null;
    }
    WebSocketPart part = SENDER.take(outgoing.connection, type, data.size(), true);
    outgoing.messages.add(part);
    return new Queued(outgoing, part);
  }

  public static void sent(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null && !Boolean.TRUE.equals(returned)) {
      // It is closed, or too much is waiting.
      Queued queued = (Queued) token;
      queued.outgoing.messages.remove(queued.part);
      SENDER.written(queued.part, thrown == null ? new IOException("not sent") : thrown);
    }
  }

  private static @Nullable Outgoing outgoing(Object socket) {
    Outgoing known = OUTGOING.get(socket);
    if (known != null) {
      return known;
    }
    WebSocketConnection connection = WEB_SOCKET.connection(socket);
    if (connection == null) {
      return null;
    }
    Outgoing made = new Outgoing(connection);
    Outgoing first = OUTGOING.putIfAbsent(socket, made);
    return first == null ? made : first;
  }

  /** A frame is about to be written, if there is one. */
  public static @Nullable Object writing(Object socket) {
    Outgoing outgoing = outgoing(socket);
    if (outgoing != null) {
      outgoing.writesMessage = false;
      Outgoing.WRITING.set(outgoing);
    }
    return outgoing;
  }

  public static void written(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token == null) {
      return;
    }
    Outgoing.WRITING.remove();
    Outgoing outgoing = (Outgoing) token;
    WebSocketPart part = outgoing.writesMessage ? outgoing.messages.poll() : null;
    if (part != null) {
      SENDER.written(part, thrown);
    }
  }

  /** What is being written is a message, or a frame of one. */
  public static @Nullable Object message() {
    Outgoing outgoing = Outgoing.WRITING.get();
    if (outgoing != null) {
      outgoing.writesMessage = true;
    }
    return null;
  }

  public static @Nullable Object ping(ByteString payload) {
    control(WebSocketMessageType.PING, payload);
    return null;
  }

  public static @Nullable Object pong(ByteString payload) {
    control(WebSocketMessageType.PONG, payload);
    return null;
  }

  private static void control(WebSocketMessageType type, ByteString payload) {
    Outgoing outgoing = Outgoing.WRITING.get();
    if (outgoing != null) {
      SENDER.control(outgoing.connection, type, payload.size());
    }
  }

  public static @Nullable Object closing(Object socket, int code) {
    WEB_SOCKET.closing(socket, code);
    return null;
  }

  private static final class Queued {
    final Outgoing outgoing;
    final WebSocketPart part;

    Queued(Outgoing outgoing, WebSocketPart part) {
      this.outgoing = outgoing;
      this.part = part;
    }
  }
}
