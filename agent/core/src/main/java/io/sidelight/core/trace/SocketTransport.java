package io.sidelight.core.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Posts to an {@code http:} address over one connection of its own, which is kept; where there is a
 * proxy in between, by another transport. HTTP/1.1 (RFC 9112).
 */
final class SocketTransport implements Transport {
  private static final int HTTP_PORT = 80;
  private static final int BUFFER_BYTES = 32 * 1024;

  /** After so long something on the way may have forgotten the connection without a word. */
  private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final URL url;
  private final Map<String, String> headers;
  private final byte[] head;
  private final AnswerReader answers = new AnswerReader();
  private @Nullable ByteBuffer buffer;
  private volatile @Nullable PlainConnection connection;
  private volatile @Nullable Transport other;
  private volatile boolean stopped;
  private long usedNanos;

  /** To an address that {@link #fits}. */
  SocketTransport(URL url, Map<String, String> headers) {
    this.url = url;
    this.headers = headers;
    this.head = head(url, headers);
  }

  /** Whether it can be written into a request as it is, and without TLS. */
  static boolean fits(URL url) {
    String said = url.getHost() + url.getFile();
    for (int i = 0; i < said.length(); i++) {
      if (said.charAt(i) <= ' ' || said.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return url.getProtocol().equalsIgnoreCase("http");
  }

  /** All of a request's head but its length, which comes last. */
  private static byte[] head(URL url, Map<String, String> headers) {
    String file = url.getFile();
    StringBuilder text = new StringBuilder("POST ");
    text.append(file.startsWith("/") ? "" : "/").append(file).append(" HTTP/1.1\r\n");
    text.append("Host: ").append(url.getHost());
    if (url.getPort() >= 0 && url.getPort() != HTTP_PORT) {
      text.append(':').append(url.getPort());
    }
    text.append("\r\n");
    for (Map.Entry<String, String> header : headers.entrySet()) {
      text.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
    }
    return text.append("Content-Length: ").toString().getBytes(ISO_8859_1);
  }

  @Override
  public HttpAnswer post(RequestBody body, int timeoutMillis) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    // Whoever has interrupted this thread: with that, channels are closed.
    Thread.interrupted();
    try {
      PlainConnection used = usable();
      if (used == null) {
        close();
        if (hasProxy()) {
          return other().post(body, timeoutMillis);
        }
        used = connect(deadline);
      }
      return exchange(used, body, deadline);
    } catch (IOException | RuntimeException e) {
      close();
      boolean late = System.nanoTime() - deadline >= 0;
      return HttpAnswer.none(
          late ? new SocketTimeoutException("no answer within " + timeoutMillis + " ms") : e);
    }
  }

  private @Nullable PlainConnection usable() {
    PlainConnection kept = connection;
    if (kept == null || System.nanoTime() - usedNanos >= IDLE_NANOS) {
      return null;
    }
    try {
      return kept.isIdle() ? kept : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** Asked for each connection: an application may change it. */
  private boolean hasProxy() {
    ProxySelector selector = ProxySelector.getDefault();
    if (selector == null) {
      return false;
    }
    try {
      List<Proxy> proxies = selector.select(new URI("http", url.getAuthority(), null, null, null));
      return !proxies.isEmpty() && proxies.get(0).type() != Proxy.Type.DIRECT;
    } catch (URISyntaxException | RuntimeException e) {
      // The other transport meets the same, and says so.
      return true;
    }
  }

  private Transport other() {
    Transport used = other;
    if (used == null) {
      used = new UrlTransport(url, headers);
      other = used;
      if (stopped) {
        used.stop();
      }
    }
    return used;
  }

  private PlainConnection connect(long deadline) throws IOException {
    String host = url.getHost();
    InetSocketAddress address =
        new InetSocketAddress(host, url.getPort() < 0 ? HTTP_PORT : url.getPort());
    if (address.isUnresolved()) {
      throw new UnknownHostException(host);
    }
    ByteBuffer shared = buffer;
    if (shared == null) {
      shared = ByteBuffer.allocateDirect(BUFFER_BYTES);
      buffer = shared;
    }
    PlainConnection opened = new PlainConnection(shared);
    connection = opened;
    if (stopped) {
      opened.stop();
    }
    opened.deadline(deadline);
    opened.connect(address);
    return opened;
  }

  private HttpAnswer exchange(PlainConnection used, RequestBody body, long deadline)
      throws IOException {
    used.deadline(deadline);
    used.write(headOf(body), body.bytes, body.length);
    HttpAnswer answer = answers.read(used);
    usedNanos = System.nanoTime();
    if (!answers.isReusable()) {
      close();
    }
    return answer;
  }

  private byte[] headOf(RequestBody body) {
    byte[] length = (body.length + "\r\n\r\n").getBytes(ISO_8859_1);
    byte[] whole = new byte[head.length + length.length];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(length, 0, whole, head.length, length.length);
    return whole;
  }

  private void close() {
    PlainConnection closed = connection;
    connection = null;
    if (closed != null) {
      closed.close();
    }
  }

  @Override
  public void stop() {
    stopped = true;
    PlainConnection used = connection;
    if (used != null) {
      used.stop();
    }
    Transport another = other;
    if (another != null) {
      another.stop();
    }
  }
}
