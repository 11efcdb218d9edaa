package io.sidelight.core.trace;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Posts as any connection of this JVM: with its settings of TLS, of proxies and of who
 * authenticates to them.
 */
final class UrlTransport implements Transport {
  private static final int MAX_ANSWER_BYTES = 64 * 1024;

  private final URL url;
  private final Map<String, String> headers;
  private final Watchdog watchdog = new Watchdog();
  private final byte[] answer = new byte[MAX_ANSWER_BYTES];

  UrlTransport(URL url, Map<String, String> headers) {
    this.url = url;
    this.headers = headers;
  }

  @Override
  public HttpAnswer post(RequestBody body, int timeoutMillis) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    HttpURLConnection connection = null;
    try {
      connection = (HttpURLConnection) url.openConnection();
      watchdog.guard(connection, timeoutMillis);
      setUp(connection, body.length, timeoutMillis);
      try (OutputStream target = connection.getOutputStream()) {
        target.write(body.bytes, 0, body.length);
      }
      // The JDK swallows the error of a write that was cut off, and would connect anew to read an
      // answer.
      failUnless(watchdog.isIntact());
      return read(connection, deadline);
    } catch (HttpRetryException e) {
      return HttpAnswer.of(e.responseCode());
    } catch (IOException | RuntimeException e) {
      if (connection != null) {
        connection.disconnect();
      }
      boolean late = System.nanoTime() - deadline >= 0;
      return HttpAnswer.none(
          late ? new SocketTimeoutException("no answer within " + timeoutMillis + " ms") : e);
    } finally {
      watchdog.release();
    }
  }

  private void setUp(HttpURLConnection connection, int length, int timeoutMillis)
      throws IOException {
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setUseCaches(false);
    // Spans and credentials go where the configuration says, not where a server says.
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(timeoutMillis);
    connection.setReadTimeout(timeoutMillis);
    // Also keeps the JDK from repeating a request by itself, which would be counted once.
    connection.setFixedLengthStreamingMode(length);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      connection.setRequestProperty(header.getKey(), header.getValue());
    }
  }

  private HttpAnswer read(HttpURLConnection connection, long deadline) throws IOException {
    int status = connection.getResponseCode();
    // A connection that was cut within the headers looks like one whose headers end there.
    failUnless(watchdog.release());
    if (status < 0) {
      throw new IOException("the answer is not HTTP");
    }
    String type = connection.getContentType();
    int length = drain(connection, status, deadline);
    return HttpAnswer.of(status, type, connection.getHeaderField("Retry-After"), answer, length);
  }

  private static void failUnless(boolean intact) throws SocketTimeoutException {
    if (!intact) {
      throw new SocketTimeoutException("cut off");
    }
  }

  /**
   * Reads the answer to its end, so that the connection can be used again; a very long one is cut
   * off instead.
   */
  private int drain(HttpURLConnection connection, int status, long deadline) {
    int length = 0;
    try (InputStream body = bodyOf(connection, status)) {
      while (body != null) {
        int read = body.read(answer, length, answer.length - length);
        if (read < 0) {
          return length;
        }
        length += read;
        if (length == answer.length || System.nanoTime() - deadline >= 0) {
          connection.disconnect();
          return length;
        }
      }
    } catch (IOException e) {
      // The status has decided; what the body would have said is lost.
      connection.disconnect();
    }
    return length;
  }

  private static @Nullable InputStream bodyOf(HttpURLConnection connection, int status)
      throws IOException {
    return status >= 400 ? connection.getErrorStream() : connection.getInputStream();
  }

  @Override
  public void stop() {
    watchdog.stop();
  }
}
