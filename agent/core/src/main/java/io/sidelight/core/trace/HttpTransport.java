package io.sidelight.core.trace;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Posts requests to a collector, one at a time, over a connection that is kept. Never throws for
 * what a network or a server can do. For use by the export thread only: loading this class's
 * dependencies is what must not happen earlier.
 */
final class HttpTransport {
  private static final String PROTOBUF = "application/x-protobuf";
  private static final int MAX_ANSWER_BYTES = 64 * 1024;

  private final URL url;
  private final OtlpSettings settings;
  private final String userAgent;
  private final ExportLog log;
  private final Watchdog watchdog;
  private final byte[] answer = new byte[MAX_ANSWER_BYTES];
  private boolean headersChecked;

  HttpTransport(
      URL url, OtlpSettings settings, String userAgent, ExportLog log, Watchdog watchdog) {
    this.url = url;
    this.settings = settings;
    this.userAgent = userAgent;
    this.log = log;
    this.watchdog = watchdog;
  }

  /**
   * Compressed once per batch, however often it is sent; the buffer of {@code plain} when not
   * wanted.
   */
  Body prepare(ProtoWriter plain) throws IOException {
    if (!settings.gzip) {
      return new Body(plain.buffer(), plain.length());
    }
    ByteArrayOutputStream target = new ByteArrayOutputStream(plain.length() / 4 + 64);
    try (OutputStream zip = new GZIPOutputStream(target, 8192)) {
      zip.write(plain.buffer(), 0, plain.length());
    }
    byte[] bytes = target.toByteArray();
    return new Body(bytes, bytes.length);
  }

  HttpAnswer post(Body body, int timeoutMillis) {
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
      return HttpAnswer.of(e.responseCode(), 0, PartialSuccess.NONE);
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
    connection.setRequestProperty("User-Agent", userAgent);
    connection.setRequestProperty("Accept", PROTOBUF);
    for (Map.Entry<String, String> header : settings.headers.entrySet()) {
      setHeader(connection, header.getKey(), header.getValue());
    }
    headersChecked = true;
    connection.setRequestProperty("Content-Type", PROTOBUF);
    if (settings.gzip) {
      connection.setRequestProperty("Content-Encoding", "gzip");
    }
  }

  private void setHeader(HttpURLConnection connection, String name, String value) {
    try {
      connection.setRequestProperty(name, value);
    } catch (IllegalArgumentException e) {
      if (!headersChecked) {
        log.warn("header '" + Texts.printable(name) + "' for the collector is not valid: not sent");
      }
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
    boolean protobuf = type != null && type.startsWith(PROTOBUF);
    PartialSuccess partial =
        status == 200 && protobuf ? PartialSuccess.parse(answer, length) : PartialSuccess.NONE;
    return HttpAnswer.of(status, retryAfterMillis(connection), partial);
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

  /** Both forms of {@code Retry-After}: seconds, or a date. */
  private static long retryAfterMillis(HttpURLConnection connection) {
    String header = connection.getHeaderField("Retry-After");
    if (header == null) {
      return 0;
    }
    try {
      return TimeUnit.SECONDS.toMillis(Math.max(0, Long.parseLong(header.trim())));
    } catch (NumberFormatException e) {
      long date = connection.getHeaderFieldDate("Retry-After", 0);
      return date == 0 ? 0 : Math.max(0, date - System.currentTimeMillis());
    }
  }

  /** The bytes of a request; valid until the next batch is encoded. */
  static final class Body {
    final byte[] bytes;
    final int length;

    Body(byte[] bytes, int length) {
      this.bytes = bytes;
      this.length = length;
    }
  }
}
