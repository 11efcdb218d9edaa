package io.sidelight.servers;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * An empty Redis without password on the loopback interface, for as long as it is open. It writes
 * nothing to disk.
 */
public final class RedisServer implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 1_000;

  /** A cluster's nodes talk to each other at a port that is higher by this. */
  private static final int BUS = 10_000;

  private final Guard guard;
  private final Path log;
  private final int port;

  private RedisServer(Guard guard, Path log, int port) {
    this.guard = guard;
    this.log = log;
    this.port = port;
  }

  /**
   * Unpacks and starts a server on a free port; returns when it answers.
   *
   * @throws IOException when there is none for this machine, or it does not answer within a minute
   */
  public static RedisServer start() throws IOException {
    return start(new String[0]);
  }

  /**
   * As {@link #start()}.
   *
   * @param options as on the command line, in addition to the usual ones
   */
  static RedisServer start(String... options) throws IOException {
    return Ports.onFree(port -> start(port, "", options));
  }

  /** A node that is part of no cluster yet. */
  static RedisServer node() throws IOException {
    String[] options = {"--cluster-enabled", "yes", "--cluster-config-file", "nodes"};
    return Ports.onFree(BUS, port -> start(port, "", options));
  }

  /** One that watches others, which the lines of configuration name. */
  static RedisServer sentinel(String configuration) throws IOException {
    return Ports.onFree(port -> start(port, configuration, "--sentinel"));
  }

  private static RedisServer start(int port, String configuration, String... options)
      throws IOException {
    Path folder = Folders.create("sidelight-redis-");
    try {
      // A sentinel refuses options about snapshots, and others make some unless told.
      String save = configuration.isEmpty() ? "save \"\"\n" : configuration;
      Files.writeString(folder.resolve("conf"), save);
      return start(folder, port, options);
    } catch (IOException | RuntimeException e) {
      Folders.deleteAfter(e, folder);
      throw e;
    }
  }

  public int port() {
    return port;
  }

  /** Such as {@code redis://localhost:6379}. */
  public URI uri() {
    return URI.create("redis://localhost:" + port);
  }

  @Override
  public void close() throws IOException {
    guard.close();
  }

  private static RedisServer start(Path folder, int port, String... options) throws IOException {
    Path log = folder.resolve("log");
    List<String> command =
        new ArrayList<>(
            List.of(
                unpack(folder).toString(),
                folder.resolve("conf").toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toString()));
    command.addAll(List.of(options));
    Guard guard = new Guard(folder, "TERM", log, command);
    RedisServer server = new RedisServer(guard, log, port);
    try {
      server.await(() -> answers(port));
    } catch (IOException | RuntimeException e) {
      guard.close();
      throw e;
    }
    return server;
  }

  /** Waits for the server, or for others that it is to know, for a minute at most. */
  void await(Ports.Check check) throws IOException {
    Ports.await("Redis", guard, log, check);
  }

  /**
   * How often it has carried out a command since its start, by its own count.
   *
   * @param command its name, lower-case
   */
  public int calls(String command) throws IOException {
    String start = "cmdstat_" + command + ":calls=";
    for (String line : Resp.ask(port, "INFO", "commandstats").split("\r\n")) {
      if (line.startsWith(start)) {
        return Integer.parseInt(line.substring(start.length(), line.indexOf(',')));
      }
    }
    return 0;
  }

  private static Path unpack(Path folder) throws IOException {
    Path program = folder.resolve("redis-server");
    Platform platform = Platform.current();
    for (String version : List.of(platform.redis, platform.redisFallback)) {
      try (InputStream source = RedisServer.class.getResourceAsStream("/redis-server-" + version)) {
        if (source == null) {
          throw new IOException("redis-server-" + version + " is not on the class path");
        }
        Files.copy(source, program, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
      if (Commands.run(List.of(program.toString(), "--version")) == 0) {
        return program;
      }
    }
    throw new IOException("none of the Redis programs runs on this machine");
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(5);
      return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
    } catch (IOException e) {
      return false;
    }
  }
}
