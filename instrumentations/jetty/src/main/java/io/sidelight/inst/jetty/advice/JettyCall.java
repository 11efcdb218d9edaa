package io.sidelight.inst.jetty.advice;

import io.sidelight.inst.servlet.advice.ServletCall;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** A request as Jetty 9.4 to 11 sees it. */
final class JettyCall extends ServletCall {
  private final HttpChannel channel;
  private volatile boolean aborted;

  JettyCall(HttpChannel channel, Request request, Response response) {
    super(request, response);
    this.channel = channel;
  }

  boolean isOf(Request other) {
    return request == other;
  }

  /** An exception that the application has thrown before is not the connection's. */
  void aborted() {
    aborted = !hasFailed();
  }

  @Override
  protected boolean cutShort() {
    return aborted;
  }

  @Override
  protected long requestBytes() {
    return channel.getRequest().getHttpInput().getContentConsumed();
  }

  @Override
  protected long responseBytes() {
    // Over HTTP/2 the channel does not count all that it has written by the time it is asked.
    return request.getProtocol().startsWith("HTTP/2") ? -1 : channel.getBytesWritten();
  }
}
