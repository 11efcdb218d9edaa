package io.sidelight.test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A running PostgreSQL with one superuser that needs no password, and one empty database.
 *
 * <p>PostgreSQL refuses to run as root. Under root its programs are therefore started in a user
 * namespace of their own ({@code unshare -U}, part of every Linux), where the same user appears as
 * nobody.
 */
public final class PostgresServer implements AutoCloseable {

  private final EmbeddedPostgres server;
  private final ProcessGuard guard;

  private PostgresServer(EmbeddedPostgres server, ProcessGuard guard) {
    this.server = server;
    this.guard = guard;
  }

  static PostgresServer start() throws IOException {
    if ("root".equals(System.getProperty("user.name"))
        && System.getProperty("os.name").startsWith("Linux")
        && !LinuxUtils.isUnshareAvailable()) {
      throw new IOException(
          "PostgreSQL does not run as root, and this system allows no user namespace (unshare -U): use another user");
    }
    Path data = Files.createTempDirectory("sidelight-postgres");
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setPGStartupWait(Duration.ofMinutes(1))
            .setServerConfig("max_connections", "50")
            .setServerConfig("shared_buffers", "16MB")
            .start();
    List<String> pidFile = Files.readAllLines(data.resolve("postmaster.pid"));
    return new PostgresServer(server, ProcessGuard.of(Long.parseLong(pidFile.get(0).trim())));
  }

  public int port() {
    return server.getPort();
  }

  /** Without user and password: give {@link #user()}, and any or no password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://localhost:" + port() + "/postgres";
  }

  public String user() {
    return "postgres";
  }

  @Override
  public void close() throws IOException {
    server.close();
    guard.close();
  }
}
