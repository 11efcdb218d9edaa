package io.sidelight.test;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class EmbeddedTest {

  @Test
  void postgresAnswersUntilClosed() throws Exception {
    int port;
    try (PostgresServer postgres = Embedded.postgres()) {
      port = postgres.port();
      try (Connection connection =
              DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "");
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("select 6 * 7")) {
        rows.next();
        assertEquals(42, rows.getInt(1));
      }
    }
    assertThrows(ConnectException.class, () -> new Socket("localhost", port).close());
  }

  @Test
  void redisAnswersUntilClosed() throws Exception {
    int port;
    try (RedisServer redis = Embedded.redis()) {
      port = redis.port();
      assertEquals("+PONG", ping(port));
    }
    assertThrows(ConnectException.class, () -> ping(port));
  }

  private static String ping(int port) throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      socket.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
      return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))
          .readLine();
    }
  }
}
