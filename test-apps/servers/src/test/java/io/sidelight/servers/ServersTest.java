package io.sidelight.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class ServersTest {
  private static final long END_SECONDS = 30;

  @Test
  void postgresIsEmptyAndAnswersUntilClosed() throws Exception {
    int port;
    try (PostgresServer postgres = PostgresServer.start()) {
      port = postgres.port();
      assertEquals("jdbc:postgresql://localhost:" + port + "/postgres", postgres.jdbcUrl());
      try (Connection connection =
          DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "")) {
        assertEquals("postgres", ask(connection, "select current_user"));
        assertEquals("on", ask(connection, "select current_setting('is_superuser')"));
        assertEquals("UTF8", ask(connection, "show server_encoding"));
        assertEquals(
            "0", ask(connection, "select count(*) from pg_tables where schemaname = 'public'"));
      }
    }
    assertRefused(port);
  }

  @Test
  void redisIsEmptyAndAnswersUntilClosed() throws Exception {
    int port;
    try (RedisServer redis = RedisServer.start()) {
      port = redis.port();
      assertEquals(URI.create("redis://localhost:" + port), redis.uri());
      try (Socket socket = new Socket("localhost", port)) {
        socket.getOutputStream().write("DBSIZE\r\n".getBytes(US_ASCII));
        assertEquals(":0\r\n", new String(socket.getInputStream().readNBytes(4), US_ASCII));
      }
    }
    assertRefused(port);
  }

  @Test
  void serversAndTheirFilesGoWhenTheirJvmIsKilled(@TempDir Path folder) throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                BothServers.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<ProcessHandle> servers = new ArrayList<>();
    try {
      String ports = jvm.inputReader(US_ASCII).readLine();
      assertTrue(ports.matches("[0-9]+ [0-9]+"), ports);
      jvm.descendants().forEach(servers::add);
      assertEquals(2, folders(folder).size(), "one for each server");
      for (String port : ports.split(" ", -1)) {
        new Socket("localhost", Integer.parseInt(port)).close();
      }
    } finally {
      jvm.destroyForcibly();
    }

    for (ProcessHandle server : servers) {
      server.onExit().get(END_SECONDS, TimeUnit.SECONDS);
    }
    assertEquals(List.of(), folders(folder));
  }

  private static String ask(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      assertTrue(rows.next());
      return rows.getString(1);
    }
  }

  private static void assertRefused(int port) {
    assertThrows(
        ConnectException.class, () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
  }

  private static List<Path> folders(Path parent) throws IOException {
    try (Stream<Path> files = Files.list(parent)) {
      return files.filter(file -> file.getFileName().toString().startsWith("sidelight-")).toList();
    }
  }
}
