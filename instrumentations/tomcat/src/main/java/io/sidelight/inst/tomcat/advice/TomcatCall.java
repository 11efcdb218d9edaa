package io.sidelight.inst.tomcat.advice;

import io.sidelight.inst.servlet.advice.ServletCall;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;

/** A request as Tomcat sees it; ends when its objects are cleared. */
final class TomcatCall extends ServletCall {
  private static final String SENDFILE_START = "org.apache.tomcat.sendfile.start";
  private static final String SENDFILE_END = "org.apache.tomcat.sendfile.end";

  /**
   * Which of the connector's notes the call is, of the request, and the size after compression, of
   * the response: Tomcat leaves those from 17 on to others, and nobody but the connector sees them.
   */
  static final int NOTE = 23;

  private boolean socketFailed;

  /** Whether the container had an exception when it was asked for it. */
  private boolean hasError;

  TomcatCall(Request request, Response response) {
    super(request, response);
  }

  /** The call of a request that has begun and not ended, on whatever thread; or null. */
  static @Nullable TomcatCall of(org.apache.coyote.Request coyote) {
    Object note = coyote.getNote(NOTE);
    return note instanceof TomcatCall ? (TomcatCall) note : null;
  }

  /** From now on it is found by {@link #of}. */
  void begun() {
    ((Request) request).getCoyoteRequest().setNote(NOTE, this);
  }

  /** The connector will use its objects again. */
  void ended() {
    ((Request) request).getCoyoteRequest().setNote(NOTE, null);
    CompressAdvice.ended(coyoteResponse());
  }

  private org.apache.coyote.Response coyoteResponse() {
    return ((Response) response).getCoyoteResponse();
  }

  boolean isOf(Request other) {
    return request == other;
  }

  /** An exception that the application has made known before is not the socket's. */
  void failedOnSocket(@Nullable Object thrown) {
    socketFailed = thrown instanceof IOException && !hasFailed();
  }

  @Override
  protected @Nullable Throwable error() {
    Throwable error = super.error();
    hasError = error != null;
    return error;
  }

  @Override
  protected boolean cutShort() {
    org.apache.coyote.Response coyote = coyoteResponse();
    return socketFailed
        || coyote.getErrorException() instanceof IOException
        || ((hasFailed() || hasError) && !isConnected(coyote));
  }

  /**
   * Whether Tomcat goes on with the connection. The thread that was told of a failed write notes
   * the exception in the response only after others may have ended the request for it.
   */
  private static boolean isConnected(org.apache.coyote.Response coyote) {
    AtomicBoolean allowed = new AtomicBoolean(true);
    coyote.action(ActionCode.IS_IO_ALLOWED, allowed);
    return allowed.get();
  }

  @Override
  protected @Nullable String path() {
    org.apache.coyote.Request coyote = ((Request) request).getCoyoteRequest();
    return RecentTexts.of(coyote).path(coyote);
  }

  @Override
  protected @Nullable String serverAddress() {
    org.apache.coyote.Request coyote = ((Request) request).getCoyoteRequest();
    return RecentTexts.of(coyote).server(coyote);
  }

  @Override
  protected boolean endsWithContainer() {
    return true;
  }

  @Override
  protected long requestBytes() {
    return ((Request) request).getCoyoteRequest().getBytesRead();
  }

  @Override
  protected long responseBytes() {
    org.apache.coyote.Response coyote = coyoteResponse();
    // What the connector has sent, which says nothing of files that the system sends for it.
    long wire = coyote.getBytesWritten(false);
    Object start = request.getAttribute(SENDFILE_START);
    Object end = request.getAttribute(SENDFILE_END);
    if (wire <= 0 && start instanceof Long && end instanceof Long) {
      return (Long) end - (Long) start;
    }
    long compressed = CompressAdvice.bytes(coyote);
    if (compressed >= 0) {
      return compressed;
    }
    // The connector counts the frames of chunks, too; without compression nothing else differs.
    long content = coyote.getContentWritten();
    return coyote.getMimeHeaders().getHeader("Content-Encoding") == null
        ? Math.min(content, wire)
        : wire;
  }
}
