package io.sidelight.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.OtlpSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
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

  private static AppProcessBuilder query(Path jar) {
    return AppProcess.builder()
        .classPath(jar)
        .classPath(LegacyApp.libraries())
        .main(SmallMain.class)
        .args("query");
  }

  /** Classes from folders are not archived. */
  private Path jar() throws IOException {
    Path jar = folder.resolve("app.jar");
    String name = SmallMain.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        InputStream in = SmallMain.class.getClassLoader().getResourceAsStream(name)) {
      out.putNextEntry(new JarEntry(name));
      in.transferTo(out);
      out.closeEntry();
    }
    return jar;
  }
}
