package io.sidelight.servers;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that cannot choose one themselves, and take seconds before they listen.
 *
 * <p>Not one that the system would give for port 0: it gives such a port to the next outgoing
 * connection as well, of whatever process, and the server would find it taken.
 */
public final class FreePort {
  /** Linux begins at 32768 unless told otherwise, other systems at 49152 (RFC 6335, section 6). */
  private static final int GIVEN_BY_SYSTEM = 32_768;

  private static final int LOWEST = 15_000;
  private static final int ATTEMPTS = 100;

  private FreePort() {}

  /**
   * A TCP port that nobody listens on, on any address. Two callers at once may be given the same
   * one, with a probability of one in thousands.
   *
   * @throws IOException if none was found
   */
  public static int next() throws IOException {
    return next(0);
  }

  /**
   * As {@link #next()}, for a server that listens at a second port as well, which is free too.
   *
   * @param distance how much higher the second is; 0 if there is none, fewer than 17,000
   */
  static int next(int distance) throws IOException {
    for (int attempt = 1; ; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, GIVEN_BY_SYSTEM - distance);
      try (ServerSocket socket = new ServerSocket(port);
          ServerSocket second = distance == 0 ? null : new ServerSocket(port + distance)) {
        return socket.getLocalPort();
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }
}
