package io.sidelight.core.weave;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** Class files by the thousand, of other people's making. */
final class Corpus {
  private Corpus() {}

  /** Every class file in the jars of the class path, by its entry's name. */
  static Map<String, byte[]> classPath() throws IOException {
    Map<String, byte[]> classes = new LinkedHashMap<>();
    for (String path :
        List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))) {
      if (path.endsWith(".jar")) {
        addJar(path, classes);
      }
    }
    return classes;
  }

  static void addJar(String path, Map<String, byte[]> classes) throws IOException {
    try (JarFile jar = new JarFile(path)) {
      Enumeration<JarEntry> entries = jar.entries();
      while (entries.hasMoreElements()) {
        JarEntry entry = entries.nextElement();
        String name = entry.getName();
        if (name.endsWith(".class")
            && !name.startsWith("META-INF/")
            && !name.startsWith("java/") // The boot ring's, which no loader may define.
            && !name.endsWith("-info.class")) {
          classes.putIfAbsent(
              name.substring(0, name.length() - 6), jar.getInputStream(entry).readAllBytes());
        }
      }
    }
  }

  /** The JDK's classes of some package and those below it. */
  static List<byte[]> jdk(String module, String folder) throws IOException {
    Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", module, folder);
    try (Stream<Path> files = Files.walk(root)) {
      List<byte[]> classes = new ArrayList<>();
      files
          .filter(file -> file.toString().endsWith(".class"))
          .map(Corpus::read)
          .forEach(classes::add);
      return classes;
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
