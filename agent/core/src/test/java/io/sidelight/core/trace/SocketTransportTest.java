package io.sidelight.core.trace;

import static io.sidelight.core.trace.Exporters.listen;
import static io.sidelight.core.trace.Posts.body;
import static io.sidelight.core.trace.Posts.transport;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One request after the other, over the connection of our own. */
@Timeout(60)
class SocketTransportTest {
  private static final String NO_CONTENT = "HTTP/1.1 204 No Content\r\n\r\n";

  /** Reads a request to its end: the head, and of the body as many bytes as it says. */
  private static String request(Socket peer) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = peer.getInputStream().read();
      if (next < 0) {
        return head.toString();
      }
      head.append((char) next);
    }
    int at = head.indexOf("Content-Length: ") + 16;
    int length = Integer.parseInt(head.substring(at, head.indexOf("\r", at)));
    assertEquals(length, peer.getInputStream().readNBytes(length).length);
    return head.toString();
  }

  private static void answer(Socket peer, String text) throws IOException {
    peer.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  private interface Peer {
    String serve() throws IOException;
  }

  private static CompletableFuture<String> with(Peer peer) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return peer.serve();
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
  }

  @Test
  void theHeadIsWrittenAsItIs() throws Exception {
    try (ServerSocket server = listen()) {
      String host = "127.0.0.1:" + server.getLocalPort();
      Transport transport = transport(true, "http://user:secret@" + host + "/v1/t?a=b%20c#d");
      CompletableFuture<String> served =
          with(
              () -> {
                try (Socket peer = server.accept()) {
                  String request = request(peer);
                  answer(peer, NO_CONTENT);
                  return request;
                }
              });
      assertEquals(204, transport.post(body(5_000), 10_000).status());
      assertEquals(
          "POST /v1/t?a=b%20c HTTP/1.1\r\nHost: "
              + host
              + "\r\nAccept: a/b\r\nX: y\r\nContent-Length: 5000\r\n\r\n",
          served.get().replaceAll("Content-Length: \\d+", "Content-Length: 5000"));
    }
  }

  @Test
  void onlyPlainAddressesFit() throws Exception {
    assertTrue(SocketTransport.fits(new URL("HTTP://collector:4318")));
    assertTrue(SocketTransport.fits(new URL("http://[::1]/x")));
    assertFalse(SocketTransport.fits(new URL("https://collector/v1/traces")));
    assertFalse(SocketTransport.fits(new URL("http://collector/a b")));
    assertFalse(SocketTransport.fits(new URL("http://collector/a\r\nb:c")));
    assertFalse(SocketTransport.fits(new URL("http://k\u00f6ln/x")));
  }

  @Test
  void aConnectionThatTheServerHasClosedIsReplacedAtOnce() throws Exception {
    try (ServerSocket server = listen()) {
      Transport transport = transport(true, Exporters.url(server));
      for (int i = 0; i < 3; i++) {
        CompletableFuture<String> served =
            with(
                () -> {
                  try (Socket peer = server.accept()) {
                    request(peer);
                    answer(peer, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                    return request(peer, 1);
                  }
                });
        assertEquals(200, transport.post(body(100), 10_000).status());
        assertEquals(200, twice(transport, served));
      }
    }
  }

  /** The second request goes over the same connection, which then is closed without a word. */
  private static int twice(Transport transport, CompletableFuture<String> served) throws Exception {
    int status = transport.post(body(100), 10_000).status();
    assertEquals("closed", served.get());
    return status;
  }

  private static String request(Socket peer, int more) throws IOException {
    for (int i = 0; i < more; i++) {
      request(peer);
      answer(peer, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }
    peer.close();
    return "closed";
  }

  @Test
  void whatNobodyHasAskedForEndsTheConnection() throws Exception {
    try (ServerSocket server = listen()) {
      Transport transport = transport(true, Exporters.url(server));
      CompletableFuture<String> served =
          with(
              () -> {
                try (Socket first = server.accept()) {
                  request(first);
                  answer(first, NO_CONTENT + NO_CONTENT);
                  try (Socket second = server.accept()) {
                    request(second);
                    answer(second, "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
                    return "second";
                  }
                }
              });
      assertEquals(204, transport.post(body(100), 10_000).status());
      assertEquals(202, transport.post(body(100), 10_000).status());
      assertEquals("second", served.get());
    }
  }

  @Test
  void aLargeBodyArrivesThoughItsReaderIsSlow() throws Exception {
    try (ServerSocket server = listen()) {
      Transport transport = transport(true, Exporters.url(server));
      CompletableFuture<String> served =
          with(
              () -> {
                try (Socket peer = server.accept()) {
                  // What the network holds for us is full before we begin.
                  java.util.concurrent.locks.LockSupport.parkNanos(300_000_000);
                  request(peer);
                  answer(peer, NO_CONTENT);
                  return "read";
                }
              });
      assertEquals(204, transport.post(body(30 << 20), 20_000).status());
      assertEquals("read", served.get());
    }
  }

  @Test
  void whoeverInterruptsTheThreadDoesNotEndTheConnection() throws Exception {
    try (Collector collector = new Collector()) {
      Transport transport = transport(true, collector.url());
      RequestBody empty = RequestBody.of(new ProtoWriter(), false);
      for (int i = 0; i < 3; i++) {
        Thread.currentThread().interrupt();
        assertEquals(200, transport.post(empty, 10_000).status());
      }
      assertEquals(1, collector.clientPorts());
    } finally {
      Thread.interrupted();
    }
  }

  /** The proxy is a server that answers by itself. */
  @Test
  void aProxyOfTheJvmIsUsed() throws Exception {
    ProxySelector before = ProxySelector.getDefault();
    try (ServerSocket proxy = listen()) {
      ProxySelector.setDefault(
          new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
              InetSocketAddress at = new InetSocketAddress("127.0.0.1", proxy.getLocalPort());
              return List.of(
                  uri.getHost().equals("collector.invalid")
                      ? new Proxy(Proxy.Type.HTTP, at)
                      : Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException e) {}
          });
      CompletableFuture<String> served =
          with(
              () -> {
                try (Socket peer = proxy.accept()) {
                  String request = request(peer);
                  answer(peer, NO_CONTENT);
                  return request;
                }
              });
      Transport transport = transport(true, "http://collector.invalid:4318/v1/traces");
      assertEquals(204, transport.post(body(100), 10_000).status());
      String line = served.get().lines().findFirst().orElseThrow();
      assertEquals("POST http://collector.invalid:4318/v1/traces HTTP/1.1", line);
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  @Test
  void aHostThatIsUnknownIsNamed() throws Exception {
    HttpAnswer answer = transport(true, "http://collector.invalid:4318/").post(body(100), 10_000);
    assertTrue(answer.isWorthRetrying());
    assertTrue(answer.describe().contains("UnknownHostException"), answer.describe());
    assertTrue(answer.describe().contains("collector.invalid"), answer.describe());
  }
}
