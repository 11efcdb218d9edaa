package io.sidelight.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.OtlpSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class data sharing: see docs/performance.md. */
class SharingIT {
  @TempDir Path folder;

  @Test
  void archiveMadeWithoutTheAgentServesWithIt() throws Exception {
    Path jar = jar();
    Path archive = folder.resolve("app.jsa");
    Programs.run(query(jar).agent(false).jvmArgs("-XX:ArchiveClassesAtExit=" + archive));
    try (OtlpSink sink = OtlpSink.start()) {
      List<String> lines =
          Programs.run(
              query(jar)
                  .otlp(sink)
                  .jvmArgs("-XX:SharedArchiveFile=" + archive, "-Xlog:class+load"));

      assertEquals(1, sink.awaitSpans(span -> span.name().equals("select"), 1).size());
      long shared =
          lines.stream()
              .filter(
                  line -> line.contains(" org.h2.") && line.endsWith("shared objects file (top)"))
              .count();
      long all =
          lines.stream()
              .filter(line -> line.contains(" org.h2.") && line.contains(" source:"))
              .count();
      assertTrue(shared > 200, shared + " of " + all);
      assertTrue(all - shared < all / 10, shared + " of " + all);
      assertEquals(
          0, lines.stream().filter(line -> line.contains("warning")).count(), lines::toString);
    }
  }

  /** As from an AOT cache, without the need for a JVM that has one. */
  @Test
  void whatWasLoadedBeforeTheAgentIsWovenToo() throws Exception {
    Path other = agent();
    try (OtlpSink sink = OtlpSink.start()) {
      List<String> lines =
          Programs.run(
              query(jar())
                  .agent(false)
                  .otlp(sink)
                  .jvmArgs(
                      "-javaagent:" + other + "=org.h2.jdbc.JdbcStatement,org.h2.Driver",
                      "-javaagent:" + AgentJar.path() + "=metrics.port=0"));
      assertEquals(2, lines.stream().filter(line -> line.startsWith("early ")).count());
      assertEquals(1, sink.awaitSpans(span -> span.name().equals("select"), 1).size());
    }
  }

  @Test
  void cacheMadeWithoutTheAgentServesWithIt() throws Exception {
    Assumptions.assumeTrue(Runtime.version().feature() >= 25, "no AOT cache in one step");
    Path jar = jar();
    Path cache = folder.resolve("app.aot");
    Programs.run(
        query(jar)
            .agent(false)
            .jvmArgs("--add-modules", "java.instrument", "-XX:AOTCacheOutput=" + cache));
    try (OtlpSink sink = OtlpSink.start()) {
      List<String> lines =
          Programs.run(query(jar).otlp(sink).jvmArgs("-XX:AOTCache=" + cache, "-Xlog:class+load"));
      assertEquals(1, sink.awaitSpans(span -> span.name().equals("select"), 1).size());
      assertTrue(
          lines.stream()
              .anyMatch(
                  line ->
                      line.contains("org.h2.jdbc.JdbcStatement ")
                          && line.contains("shared objects file")),
          lines::toString);
    }
  }

  private static AppProcessBuilder query(Path jar) {
    return AppProcess.builder()
        .classPath(jar)
        .classPath(LegacyApp.libraries())
        .main(SmallMain.class)
        .args("query");
  }

  /** Classes from folders are not archived. */
  private Path jar() throws IOException {
    return jar("app.jar", SmallMain.class, new Manifest());
  }

  /** An agent that loads classes of the application's. */
  private Path agent() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", EarlyLoader.class.getName());
    return jar("early.jar", EarlyLoader.class, manifest);
  }

  private Path jar(String file, Class<?> type, Manifest manifest) throws IOException {
    Path jar = folder.resolve(file);
    String name = type.getName().replace('.', '/') + ".class";
    try (OutputStream bytes = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(bytes, manifest);
        InputStream in = type.getClassLoader().getResourceAsStream(name)) {
      out.putNextEntry(new JarEntry(name));
      in.transferTo(out);
      out.closeEntry();
    }
    return jar;
  }
}
