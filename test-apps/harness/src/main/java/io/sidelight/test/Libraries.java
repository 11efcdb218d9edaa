package io.sidelight.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Versions of a library to test against, kept off the class path of the tests: the build copies
 * each into a folder of its own, {@code target/libs/<name>}.
 */
public final class Libraries {

  private Libraries() {}

  /**
   * The jars of one version, sorted by name, to be used as class path.
   *
   * @param module folder of the Maven module
   * @param name such as {@code tomcat-9.0}
   * @throws IllegalStateException when the build has copied none
   */
  public static List<Path> dir(Path module, String name) {
    Path folder = module.toAbsolutePath().resolve("target/libs").resolve(name);
    if (!Files.isDirectory(folder)) {
      throw missing(folder);
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      if (jars.isEmpty()) {
        throw missing(folder);
      }
      return jars;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }

  private static IllegalStateException missing(Path folder) {
    return new IllegalStateException(
        "no jars in "
            + folder
            + ": the module's pom copies them there (maven-dependency-plugin) before its tests");
  }
}
