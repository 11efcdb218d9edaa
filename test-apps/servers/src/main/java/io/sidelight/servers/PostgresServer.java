package io.sidelight.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A fresh PostgreSQL on the loopback interface, for as long as it is open: one superuser who needs
 * no password, one empty database. Its data is not meant to survive.
 */
public final class PostgresServer implements AutoCloseable {
  private static final String USER = "postgres";

  /** Of {@code postmaster.pid}; the line {@code pg_ctl} waits for. */
  private static final int STATUS_LINE = 7;

  private final Guard guard;
  private final int port;

  private PostgresServer(Guard guard, int port) {
    this.guard = guard;
    this.port = port;
  }

  /**
   * Unpacks, initialises and starts a server on a free port; returns when it answers.
   *
   * @throws IOException when there is none for this machine, no user it may run as, or no answer
   *     within a minute
   */
  public static PostgresServer start() throws IOException {
    return Ports.onFree(PostgresServer::start);
  }

  private static PostgresServer start(int port) throws IOException {
    Path folder = Folders.create("sidelight-postgres-");
    try {
      return start(folder, port);
    } catch (IOException | RuntimeException e) {
      Folders.deleteAfter(e, folder);
      throw e;
    }
  }

  public int port() {
    return port;
  }

  /** Without user and password: give {@link #user()}, and any or no password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://localhost:" + port + "/postgres";
  }

  public String user() {
    return USER;
  }

  @Override
  public void close() throws IOException {
    guard.close();
  }

  private static PostgresServer start(Path folder, int port) throws IOException {
    unpack(folder);
    List<String> prefix = Unprivileged.prefix(folder);
    Path data = folder.resolve("data");
    Path log = folder.resolve("log");
    initialise(prefix, folder, data, log);
    Guard guard = new Guard(folder, "INT", log, command(prefix, folder, data, port));
    try {
      Ports.await("PostgreSQL", guard, log, () -> isReady(data));
    } catch (IOException | RuntimeException e) {
      guard.close();
      throw e;
    }
    return new PostgresServer(guard, port);
  }

  private static void unpack(Path folder) throws IOException {
    String name = "/postgres-" + Platform.current().postgres + ".txz";
    try (InputStream archive = PostgresServer.class.getResourceAsStream(name)) {
      if (archive == null) {
        throw new IOException(name + " is not on the class path");
      }
      Folders.unpack(archive, folder);
    }
  }

  private static void initialise(List<String> prefix, Path folder, Path data, Path log)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(folder.resolve("bin/initdb").toString(), "-D", data.toString()));
    command.addAll(List.of("-U", USER, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"));
    if (Commands.run(command, log.toFile()) != 0) {
      throw new IOException("initdb failed: " + Ports.tail(Files.readString(log)));
    }
  }

  private static List<String> command(List<String> prefix, Path folder, Path data, int port) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(folder.resolve("bin/postgres").toString(), "-D", data.toString()));
    command.addAll(List.of("-p", Integer.toString(port), "-c", "listen_addresses=127.0.0.1"));
    command.addAll(List.of("-c", "unix_socket_directories=")); // the path could be too long for one
    command.addAll(
        List.of("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"));
    command.addAll(List.of("-c", "shared_buffers=16MB", "-c", "max_connections=50"));
    command.addAll(List.of("-c", "timezone=UTC"));
    // Counts statements by itself, for who wants to compare; CREATE EXTENSION shows it.
    command.addAll(List.of("-c", "shared_preload_libraries=pg_stat_statements"));
    return command;
  }

  private static boolean isReady(Path data) throws IOException {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      return lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
