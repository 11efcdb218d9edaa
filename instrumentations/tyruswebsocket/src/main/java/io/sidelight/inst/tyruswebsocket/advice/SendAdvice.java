package io.sidelight.inst.tyruswebsocket.advice;

import io.sidelight.core.record.Recorders;
import io.sidelight.core.record.WebSocketConnection;
import io.sidelight.core.record.WebSocketMessageType;
import io.sidelight.core.record.WebSocketPart;
import io.sidelight.core.record.WebSocketRecorder;
import java.nio.ByteBuffer;
import org.glassfish.tyrus.core.frame.Frame;
import org.glassfish.tyrus.core.frame.TyrusFrame;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.jspecify.annotations.Nullable;

/** On a frame that is handed to the container, not compressed yet. */
public final class SendAdvice {
  private static final WebSocketRecorder WEB_SOCKET = Recorders.webSocket();
  private static final int CONTINUATION = 0;
  private static final int FINAL = 0x80;
  private static final int OPCODE = 0x0F;
  private static final int LENGTH = 0x7F;

  private SendAdvice() {}

  /** A frame, or the bytes of one that goes to many. */
  public static @Nullable Object take(@Nullable Object socket, @Nullable Object outgoing) {
    WebSocketConnection connection = WEB_SOCKET.connection(socket);
    if (connection == null || outgoing == null) {
      return null;
    }
    if (outgoing instanceof TyrusFrame) {
      TyrusFrame frame = (TyrusFrame) outgoing;
      return part(connection, frame.getOpcode(), frame.isFin(), frame.getPayloadLength());
    }
    ByteBuffer bytes = (ByteBuffer) outgoing;
    if (bytes.remaining() < 2) {
      return null;
    }
    int first = bytes.get(bytes.position());
    int length = bytes.get(bytes.position() + 1) & LENGTH;
    // RFC 6455, 5.2: what follows the two bytes; a server does not mask.
    int header = length < 126 ? 2 : length == 126 ? 4 : 10;
    return part(connection, first & OPCODE, (first & FINAL) != 0, bytes.remaining() - header);
  }

  private static @Nullable Object part(
      WebSocketConnection connection, int opCode, boolean last, long bytes) {
    WebSocketMessageType type =
        opCode == CONTINUATION ? WebSocketMessageType.TEXT : WebSocketMessageType.ofOpCode(opCode);
    return type == null ? null : WEB_SOCKET.sender().take(connection, type, bytes, last);
  }

  @SuppressWarnings("unchecked") // the parameter's type
  public static @Nullable Object handler(@Nullable Object token, @Nullable Object handler) {
    return token == null
        ? handler
        : new Written((WebSocketPart) token, (CompletionHandler<Frame>) handler);
  }
}
