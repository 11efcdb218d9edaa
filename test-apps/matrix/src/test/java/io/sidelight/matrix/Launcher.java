package io.sidelight.matrix;

import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/** How a kind of server is set up, and started as its users do. */
interface Launcher {
  /**
   * Sets up an instance of its own in the work folder; the distribution itself is left as it is.
   *
   * @param home the unpacked distribution
   * @param war to be deployed at {@code /app}
   * @param port of plain HTTP
   * @param jvmOptions to be given in the way that the server's documentation tells
   */
  AppProcessBuilder prepare(Path home, Path work, Path war, int port, List<String> jvmOptions)
      throws IOException;

  /**
   * Gives the default data source of an instance that was {@link #prepare prepared} two connections
   * at most, and little patience.
   *
   * @throws UnsupportedOperationException if it has none
   */
  default void limitDataSource(Path work) throws IOException {
    throw new UnsupportedOperationException(getClass().getName());
  }

  static void edit(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    if (!text.contains(from)) {
      throw new IllegalStateException(text);
    }
    Files.writeString(file, text.replace(from, to));
  }

  /** Runs a script of the distribution, which may lack the permission to be executed. */
  static AppProcessBuilder script(Path script, String firstArgument) {
    return AppProcess.builder()
        .tool("sh", script.toString())
        .main(firstArgument)
        .env("JAVA_HOME", System.getProperty("java.home"));
  }

  static AppProcessBuilder jar(Path jar, List<String> jvmOptions) {
    return AppProcess.builder().agent(false).jvmArgs(jvmOptions.toArray(new String[0])).jar(jar);
  }

  /** The only entry of a folder that matches, such as {@code apache-tomcat-*}. */
  static Path only(Path folder, String glob) throws IOException {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> found = entries.filter(entry -> matcher.matches(entry.getFileName())).toList();
      if (found.size() != 1) {
        throw new IllegalStateException(
            "not one " + glob + " in " + folder + ": the profile \"matrix\" unpacks it there");
      }
      return found.get(0);
    }
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
