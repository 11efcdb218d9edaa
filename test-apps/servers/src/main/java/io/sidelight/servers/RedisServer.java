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
import java.util.List;

/**
 * An empty Redis without password on the loopback interface, for as long as it is open. It writes
 * nothing to disk.
 */
public final class RedisServer implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 1_000;

  private final Guard guard;
  private final int port;

  private RedisServer(Guard guard, int port) {
    this.guard = guard;
    this.port = port;
  }

  /**
   * Unpacks and starts a server on a free port; returns when it answers.
   *
   * @throws IOException when there is none for this machine, or it does not answer within a minute
   */
  public static RedisServer start() throws IOException {
    return Ports.onFree(RedisServer::start);
  }

  private static RedisServer start(int port) throws IOException {
    Path folder = Folders.create("sidelight-redis-");
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

  /** Such as {@code redis://localhost:6379}. */
  public URI uri() {
    return URI.create("redis://localhost:" + port);
  }

  @Override
  public void close() throws IOException {
    guard.close();
  }

  private static RedisServer start(Path folder, int port) throws IOException {
    Path program = unpack(folder);
    Path log = folder.resolve("log");
    List<String> command =
        List.of(
            program.toString(),
            "--port",
            Integer.toString(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            folder.toString());
    Guard guard = new Guard(folder, "TERM", log, command);
    try {
      Ports.await("Redis", guard, log, () -> answers(port));
    } catch (IOException | RuntimeException e) {
      guard.close();
      throw e;
    }
    return new RedisServer(guard, port);
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
