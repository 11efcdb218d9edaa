package io.sidelight.inst.tomcat.advice;

import io.sidelight.inst.servlet.advice.ServletCall;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.jspecify.annotations.Nullable;

/** A request as Tomcat sees it; ends when its objects are cleared. */
final class TomcatCall extends ServletCall {
  private static final String SENDFILE_START = "org.apache.tomcat.sendfile.start";
  private static final String SENDFILE_END = "org.apache.tomcat.sendfile.end";

  private final Response connectorResponse;
  private boolean socketFailed;

  TomcatCall(Request request, Response response) {
    super(request, response);
    this.connectorResponse = response;
  }

  boolean isOf(Request other) {
    return request == other;
  }

  boolean isOf(org.apache.coyote.Response other) {
    return connectorResponse.getCoyoteResponse() == other;
  }

  /** An exception that the application has made known before is not the socket's. */
  void failedOnSocket(@Nullable Object thrown) {
    socketFailed = thrown instanceof IOException && !hasFailed();
  }

  @Override
  protected boolean cutShort() {
    return socketFailed
        || connectorResponse.getCoyoteResponse().getErrorException() instanceof IOException;
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
    org.apache.coyote.Response coyote = connectorResponse.getCoyoteResponse();
    // What the connector has sent, which says nothing of files that the system sends for it.
    long wire = coyote.getBytesWritten(false);
    Object start = request.getAttribute(SENDFILE_START);
    Object end = request.getAttribute(SENDFILE_END);
    if (wire <= 0 && start instanceof Long && end instanceof Long) {
      return (Long) end - (Long) start;
    }
    // The connector counts the frames of chunks, too; without compression nothing else differs.
    long content = coyote.getContentWritten();
    return coyote.getMimeHeaders().getHeader("Content-Encoding") == null
        ? Math.min(content, wire)
        : wire;
  }
}
