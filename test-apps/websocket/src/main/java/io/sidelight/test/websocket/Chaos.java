package io.sidelight.test.websocket;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Peers of all kinds at once, most of which do not know how to behave. */
final class Chaos {
  private static final int THREADS = 16;
  private static final int KINDS = 11;

  private final int port;
  private final Random random;

  /** The same seed gives the same peers, in the same order. */
  Chaos(int port, long seed) {
    this.port = port;
    this.random = new Random(seed);
  }

  /** Returns when all have come and gone; what the server makes of it may take longer. */
  void peers(int count) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int kind = random.nextInt(KINDS);
        int some = 1 + random.nextInt(20);
        all.add(
            threads.submit(
                () -> {
                  meet(kind, some);
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

  private void meet(int kind, int some) throws IOException, InterruptedException {
    switch (kind) {
      case 0 -> {
        Peer peer = Peer.connect(port, "/app/echo/chaos");
        for (int i = 0; i < some; i++) {
          peer.send("text " + i).send(i).ping(4);
        }
        for (int i = 0; i < 2 * some; i++) {
          peer.next();
        }
        peer.close(1000);
      }
      case 1 ->
          RudePeer.connect(port, "/app/echo/chaos").write(0x81, 0x81, 0, 0, 0, 0, 'x').vanish();
      case 2 ->
          RudePeer.connect(port, "/app/echo/chaos").write(0x81, 0x81, 0, 0, 0, 0, 'x').reset();
      case 3 -> RudePeer.connect(port, "/app/echo/chaos").write(0x81, 0x85, 1, 2, 3).reset();
      case 4 -> RudePeer.connect(port, "/app/closing/chaos").write(0x89, 0x01, 'x').vanish();
      case 5 -> Peer.connect(port, "/app/closing/chaos").close(4000 + some);
      case 6 -> Peer.connect(port, "/app/throwing/message").send("7").abandon();
      case 7 -> RudePeer.connect(port, "/app/partial").write(0x01, 0x81, 0, 0, 0, 0, 'x').vanish();
      case 8 -> Peer.connect(port, "/app/closing/chaos").send("4001").awaitClosed();
      case 9 -> RudePeer.refused(port, "/app/guarded/chaos");
      default -> Peer.connect(port, "/app/throwing/open").abandon();
    }
  }
}
