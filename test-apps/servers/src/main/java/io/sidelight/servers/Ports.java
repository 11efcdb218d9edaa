package io.sidelight.servers;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Where servers listen, and whether they do. */
final class Ports {
  private static final int ATTEMPTS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(10);

  private Ports() {}

  /** A question that is asked until its answer is yes. */
  interface Check {
    boolean passes() throws IOException;
  }

  /** Something that cannot choose a free port itself, and fails when the one it is given is not. */
  interface Starter<T> {
    T start(int port) throws IOException;
  }

  /**
   * Starts something on a free port of the loopback interface; once more when somebody else was
   * faster to take the port.
   *
   * @throws IOException the starter's, when it failed for another reason or too often
   */
  static <T> T onFree(Starter<T> starter) throws IOException {
    return onFree(0, starter);
  }

  /**
   * As {@link #onFree(Starter)}, for something that listens at a second port as well.
   *
   * @param distance how much higher the second is; 0 if there is none
   */
  static <T> T onFree(int distance, Starter<T> starter) throws IOException {
    for (int attempt = 1; ; attempt++) {
      int port = FreePort.next(distance);
      try {
        return starter.start(port);
      } catch (IOException e) {
        if (attempt == ATTEMPTS || (isFree(port) && isFree(port + distance))) {
          throw e;
        }
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Waits until the server answers.
   *
   * @throws IOException with the end of its log when it ends before that, or takes a minute
   */
  static void await(String server, Guard guard, Path log, Check answers) throws IOException {
    String output = "";
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      if (answers.passes()) {
        return;
      }
      output =
          Files.exists(log)
              ? Files.readString(log)
              : output; // gone with its folder once the server is
      if (!guard.isRunning()) {
        throw new IOException(server + " ended while starting: " + tail(output));
      }
      pause();
    }
    throw new IOException(server + " does not answer: " + tail(output));
  }

  static String tail(String output) {
    return output.substring(Math.max(0, output.length() - 1_000)).strip();
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
