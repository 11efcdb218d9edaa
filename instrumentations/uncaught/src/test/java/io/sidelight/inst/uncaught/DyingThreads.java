package io.sidelight.inst.uncaught;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An application that knows nothing of the agent: a byte sent to it ends as many threads. */
final class DyingThreads {
  private DyingThreads() {}

  public static void main(String[] arguments) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      System.out.println("listening on " + server.getLocalPort());
      while (true) {
        try (Socket socket = server.accept()) {
          int count = socket.getInputStream().read();
          for (int i = 0; i < count; i++) {
            run(new Thread(DyingThreads::fail), i % 2 == 0);
          }
          run(new Thread(() -> {}), false);
          keptInFuture();
          socket.getOutputStream().write(count);
        }
      }
    }
  }

  private static void run(Thread thread, boolean ownHandler) throws InterruptedException {
    if (ownHandler) {
      thread.setUncaughtExceptionHandler((dead, thrown) -> {});
    }
    thread.start();
    thread.join();
  }

  private static void keptInFuture() throws InterruptedException {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      executor.submit(DyingThreads::fail).get();
    } catch (ExecutionException e) {
      System.out.println("kept in a future: " + e.getCause().getMessage());
    } finally {
      executor.shutdown();
    }
  }

  private static void fail() {
    throw new IllegalStateException("as asked");
  }
}
