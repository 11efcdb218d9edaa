package io.sidelight.test.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many peers at once, of which each gets back what it has sent. */
public final class Flood {
  private Flood() {}

  /**
   * Returns when all are back, and all connections are closed in order.
   *
   * @param path of an echo, for each peer followed by a number
   * @param each how many messages each peer sends, texts and binary ones in turn
   */
  public static void echo(int port, String path, int peers, int each) throws Exception {
    echo(port, path, peers, peer -> echo(peer, each));
  }

  /**
   * As above with a server that may forget to write what waits, until more is to be written. The
   * connections are dropped, not closed.
   */
  public static void echoOfForgetful(int port, String path, int peers, int each) throws Exception {
    echo(port, path, peers, peer -> echoOfForgetful(peer, each));
  }

  private interface Exchange {
    void with(Peer peer) throws Exception;
  }

  private static void echo(int port, String path, int peers, Exchange exchange) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(peers);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < peers; i++) {
        String own = path + i;
        all.add(
            threads.submit(
                () -> {
                  exchange.with(Peer.connect(port, own));
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  private static void echo(Peer peer, int each) throws InterruptedException {
    for (int n = 0; n < each / 2; n++) {
      peer.send("text " + n).send(n);
    }
    for (int n = 0; n < each / 2; n++) {
      assertEquals("text " + n, peer.next());
      assertEquals(n, peer.next());
    }
    peer.close(1000);
  }

  private static void echoOfForgetful(Peer peer, int each) throws InterruptedException {
    for (int n = 0; n < each / 2; n++) {
      peer.send("text " + n).send(n);
    }
    for (int n = 0; n < each / 2; n++) {
      assertEquals("text " + n, nudged(peer));
      assertEquals(n, nudged(peer));
    }
    peer.abandon();
  }

  private static Object nudged(Peer peer) throws InterruptedException {
    for (int tries = 0; tries < 10; tries++) {
      Object next = peer.poll();
      if (next != null) {
        return next;
      }
      peer.ping(0);
    }
    return peer.next();
  }
}
