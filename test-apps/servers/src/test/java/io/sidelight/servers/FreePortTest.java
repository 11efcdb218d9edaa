package io.sidelight.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortTest {
  @Test
  void isNotAPortThatTheSystemGivesByItself() throws IOException {
    try (ServerSocket given = new ServerSocket(0)) {
      assertTrue(FreePort.next() < given.getLocalPort());
    }
  }

  @Test
  void canBeListenedOnAtOnce() throws IOException {
    int port = FreePort.next();
    try (ServerSocket server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertEquals(port, server.getLocalPort());
    }
  }
}
