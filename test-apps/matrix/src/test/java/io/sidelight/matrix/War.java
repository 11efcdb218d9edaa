package io.sidelight.matrix;

import io.sidelight.test.AgentJar;
import io.sidelight.test.JavaxTwin;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Puts the test application together as an archive, in either name space. */
final class War {
  private static final Path MODULE = AgentJar.repository().resolve("test-apps/war");

  private War() {}

  /**
   * Writes the archive to the folder, created if absent, as {@code app.war}.
   *
   * @param descriptor makes of the deployment descriptor the one to be used
   */
  static Path create(Path folder, boolean jakarta, UnaryOperator<String> descriptor)
      throws IOException {
    Path classes = MODULE.resolve("target/classes");
    if (!jakarta) {
      classes = JavaxTwin.of(classes, folder.resolve("javax"));
    }
    Map<String, String> files = new TreeMap<>();
    for (String path : List.of("static.txt", "WEB-INF/glassfish-web.xml", "WEB-INF/web.xml")) {
      files.put(path, Files.readString(MODULE.resolve("src/main/webapp").resolve(path)));
    }
    files.compute(
        "WEB-INF/web.xml",
        (path, text) -> jakarta ? descriptor.apply(text) : javax(descriptor.apply(text)));
    files.put("large.txt", "x".repeat(300_000));
    return create(folder, List.of(classes), path -> true, files, List.of());
  }

  /**
   * Writes an archive to the folder, created if absent, as {@code app.war}.
   *
   * @param wanted which classes, by path
   * @param files what it has beside classes, by path
   * @param libraries to be put into {@code WEB-INF/lib}
   */
  static Path create(
      Path folder,
      List<Path> classes,
      Predicate<String> wanted,
      Map<String, String> files,
      List<Path> libraries)
      throws IOException {
    Files.createDirectories(folder);
    Path war = folder.resolve("app.war");
    try (OutputStream out = Files.newOutputStream(war);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Path one : classes) {
        add(zip, one, wanted);
      }
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
      for (Path library : libraries) {
        zip.putNextEntry(new ZipEntry("WEB-INF/lib/" + library.getFileName()));
        Files.copy(library, zip);
        zip.closeEntry();
      }
    }
    return war;
  }

  private static void add(ZipOutputStream zip, Path folder, Predicate<String> wanted)
      throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      String path = folder.relativize(file).toString().replace('\\', '/');
      if (wanted.test(path)) {
        zip.putNextEntry(new ZipEntry("WEB-INF/classes/" + path));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
  }

  /** The deployment descriptor of Servlet 3.1, which has the same elements. */
  private static String javax(String descriptor) {
    return descriptor
        .replace("https://jakarta.ee/xml/ns/jakartaee", "http://xmlns.jcp.org/xml/ns/javaee")
        .replace("web-app_5_0.xsd", "web-app_3_1.xsd")
        .replace("version=\"5.0\"", "version=\"3.1\"");
  }
}
