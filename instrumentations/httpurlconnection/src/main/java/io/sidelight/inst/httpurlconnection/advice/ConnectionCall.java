package io.sidelight.inst.httpurlconnection.advice;

import io.sidelight.core.record.HttpClientCall;
import java.net.HttpURLConnection;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/** The request of one connection: where it goes is decided when it begins, not by redirects. */
final class ConnectionCall extends HttpClientCall {
  private final URL url;

  /** Only while a thread is in one of its methods: a table holds this by the connection. */
  @Nullable HttpURLConnection connection;

  /** As the connection has it by now: writing a body makes a GET a POST. */
  String method;

  /** Whether something of the request has left, so that not to read its answer is to give up. */
  boolean sent;

  /** Whether the table has it. */
  boolean kept;

  ConnectionCall(HttpURLConnection connection) {
    this.connection = connection;
    this.url = connection.getURL();
    this.method = connection.getRequestMethod();
  }

  @Override
  protected String method() {
    return method;
  }

  @Override
  protected String host() {
    return url.getHost();
  }

  @Override
  protected int port() {
    return url.getPort();
  }

  @Override
  protected String scheme() {
    return url.getProtocol();
  }

  @Override
  protected String url() {
    return url.toString();
  }

  @Override
  public void header(String name, String value) {
    HttpURLConnection to = connection;
    if (to == null) {
      return;
    }
    try {
      to.setRequestProperty(name, value);
    } catch (IllegalStateException e) {
      // A second attempt on a connection whose first has failed: its headers are settled.
    }
  }
}
