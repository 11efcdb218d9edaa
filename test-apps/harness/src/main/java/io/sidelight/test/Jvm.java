package io.sidelight.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A Java runtime of this machine.
 *
 * @param feature such as 17
 * @param home its folder
 */
public record Jvm(int feature, Path home) {

  /** The one that runs the tests. */
  public static Jvm current() {
    return new Jvm(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
  }

  /**
   * The one that runs the tests, and every later one that this machine has: beside it, or named by
   * a variable such as {@code JAVA_HOME_21_X64}. One of each version, sorted.
   */
  public static List<Jvm> currentAndLater() {
    Jvm current = current();
    Map<Integer, Jvm> found = new TreeMap<>();
    for (Path home : candidates(current)) {
      int feature = feature(home);
      if (feature > current.feature && Files.isExecutable(home.resolve("bin/java"))) {
        found.putIfAbsent(feature, new Jvm(feature, home));
      }
    }
    List<Jvm> all = new ArrayList<>(List.of(current));
    all.addAll(found.values());
    return all;
  }

  private static List<Path> candidates(Jvm current) {
    List<Path> homes = new ArrayList<>();
    System.getenv()
        .forEach(
            (name, value) -> {
              if (name.startsWith("JAVA_HOME_")) {
                homes.add(Path.of(value));
              }
            });
    Path parent = current.home.getParent();
    if (parent != null) {
      try (Stream<Path> siblings = Files.list(parent)) {
        siblings.sorted().forEach(homes::add);
      } catch (IOException e) {
        // A folder that may not be read has none for us.
      }
    }
    return homes;
  }

  /** What the runtime says in its file {@code release}; 0 if it is none. */
  private static int feature(Path home) {
    try (Stream<String> lines = Files.lines(home.resolve("release"))) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')))
          .mapToInt(version -> Runtime.Version.parse(version).feature())
          .findFirst()
          .orElse(0);
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }

  /** The command that runs it. */
  public String java() {
    return home.resolve("bin").resolve("java").toString();
  }

  @Override
  public String toString() {
    return "Java " + feature;
  }
}
