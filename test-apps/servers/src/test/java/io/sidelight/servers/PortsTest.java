package io.sidelight.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PortsTest {
  private final IOException failure = new IOException("does not start");

  private final List<ServerSocket> rivals = new ArrayList<>();
  private final List<Integer> tried = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (ServerSocket rival : rivals) {
      rival.close();
    }
  }

  @Test
  void takesAnotherPortWhenARivalWasFaster() throws Exception {
    int started = Ports.onFree(port -> rivals.isEmpty() ? lose(port) : port);

    assertNotEquals(rivals.get(0).getLocalPort(), started);
  }

  @Test
  void givesUpWhenRivalsAreAlwaysFaster() {
    assertSame(failure, assertThrows(IOException.class, () -> Ports.onFree(this::lose)));
    assertEquals(5, rivals.size());
  }

  @Test
  void doesNotRepeatAFailureThatIsNotThePorts() {
    Ports.Starter<Integer> broken =
        port -> {
          tried.add(port);
          throw failure;
        };

    assertSame(failure, assertThrows(IOException.class, () -> Ports.onFree(broken)));
    assertEquals(1, tried.size());
  }

  private int lose(int port) throws IOException {
    rivals.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
    throw failure;
  }
}
