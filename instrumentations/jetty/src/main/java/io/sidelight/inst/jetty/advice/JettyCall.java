package io.sidelight.inst.jetty.advice;

import io.sidelight.core.record.HttpServerRecorder;
import io.sidelight.inst.servlet.advice.AsyncEnd;
import io.sidelight.inst.servlet.advice.ServletCall;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/** A request as Jetty 9.4 to 11 sees it. */
final class JettyCall extends ServletCall {
  private final HttpChannel channel;
  private volatile boolean aborted;

  JettyCall(HttpChannel channel, Request request, Response response) {
    super(request, response);
    this.channel = channel;
  }

  /**
   * The last of the answer may be sent by another thread, which then goes on with the request. Not
   * over HTTP/1, where it is sent at once unless the client does not read.
   */
  void sending(HttpServerRecorder http) {
    // A request that has upgraded its connection to HTTP/2 still says HTTP/1.1 of itself.
    if (!(channel.getHttpTransport() instanceof HttpConnection)) {
      http.suspend(this, request);
      // Jetty calls those of asynchronous requests only: this one is there to hold the call.
      channel.getState().addListener(AsyncEnd.of(http, this));
    }
  }

  boolean isOf(Request other) {
    return request == other;
  }

  /** An exception that the application has thrown before is not the connection's. */
  void aborted() {
    aborted = !hasFailed();
  }

  /** Jetty's request learns it only inside, and only if it is set up to. */
  @Override
  protected @Nullable String scheme() {
    boolean encrypted = channel.getEndPoint() instanceof SslConnection.DecryptedEndPoint;
    return encrypted ? "https" : super.scheme();
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
    return channel.getBytesWritten();
  }
}
