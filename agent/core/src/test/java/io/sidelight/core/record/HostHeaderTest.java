package io.sidelight.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostHeaderTest {
  @ParameterizedTest
  @CsvSource({
    "shop.test, shop.test, 0",
    "shop.test:8080, shop.test, 8080",
    "shop.test:, shop.test, 0",
    "[::1], [::1], 0",
    "[::1]:81, [::1], 81",
    "shop.test:8x, shop.test, 0",
    "shop.test:1234567890123, shop.test, 0"
  })
  void readsHostAndPort(String header, String host, int port) {
    assertEquals(host, HostHeader.host(header));
    assertEquals(port, HostHeader.port(header));
  }

  @Test
  void knowsNothingOfNothing() {
    assertNull(HostHeader.host(null));
    assertNull(HostHeader.host(""));
    assertEquals(0, HostHeader.port(null));
  }
}
