package io.sidelight.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.OtlpSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** What the application finds untouched when its main begins. */
class BeforeMainIT {

  private static final List<String> UNTOUCHED =
      List.of(
          "java.util.logging.",
          "java.lang.management.",
          "javax.management.",
          "sun.management.",
          "com.sun.jmx.",
          "javax.net.ssl.",
          "sun.security.ssl.",
          "javax.crypto.",
          "java.security.SecureRandom",
          "com.sun.net.httpserver.",
          "sun.net.httpserver.");

  @TempDir Path folder;

  @Test
  void anApplicationThatSetsItsLogManagerGetsIt() {
    try (AppProcess app =
        AppProcess.builder()
            .classPathOf(EarlyMain.class)
            .main(EarlyMain.class)
            .args("first")
            .start()) {
      assertEquals(
          EarlyMain.OwnLogManager.class.getName(),
          app.awaitLine("log manager (.*)", Programs.LIMIT).group(1));
      assertTrue(app.scrape().has("sidelight_build_info"));
    }
  }

  @Test
  void aLogManagerInALoaderThatDoesNotExistYetIsWaitedFor() throws IOException {
    Path module = moduleWith("own/ModuleLogManager");
    try (AppProcess app =
        AppProcess.builder()
            .jvmArgs("-Djava.util.logging.manager=own.ModuleLogManager")
            .classPathOf(EarlyMain.class)
            .main(EarlyMain.class)
            .args("late", module + "/")
            .start()) {
      String manager = app.awaitLine("log manager (.*)", Programs.LIMIT).group(1);
      assertEquals("own.ModuleLogManager", manager, app::toString);
      assertTrue(app.scrape().has("sidelight_build_info"));
    }
  }

  /** A folder with a log manager of that name, which is on no class path. */
  private Path moduleWith(String name) throws IOException {
    var writer = new ClassWriter(0);
    writer.visit(52, 1, name, null, "java/util/logging/LogManager", null);
    var constructor = writer.visitMethod(1, "<init>", "()V", null, null);
    constructor.visitCode();
    constructor.visitVarInsn(Opcodes.ALOAD, 0);
    constructor.visitMethodInsn(
        Opcodes.INVOKESPECIAL, "java/util/logging/LogManager", "<init>", "()V", false);
    constructor.visitInsn(Opcodes.RETURN);
    constructor.visitMaxs(1, 1);
    constructor.visitEnd();
    Path file = folder.resolve("module").resolve(name + ".class");
    Files.createDirectories(file.getParent());
    Files.write(file, writer.toByteArray());
    return folder.resolve("module");
  }

  @Test
  void nothingThatAnApplicationSettlesIsLoadedBeforeItsMain() throws IOException {
    Set<String> before = beforeMain(logging(Programs.small("end"), "with"), "with");
    before.removeAll(beforeMain(logging(Programs.small("end").agent(false), "without"), "without"));
    assertTrue(before.contains("io.sidelight.core.start.Start"), "the log is not understood");
    Set<String> touched = new TreeSet<>();
    for (String name : before) {
      if (UNTOUCHED.stream().anyMatch(name::startsWith)) {
        touched.add(name);
      }
    }
    assertEquals(Set.of(), touched);
  }

  private Set<String> beforeMain(AppProcessBuilder builder, String log) throws IOException {
    Programs.run(builder);
    return Programs.loadedBefore(
        SmallMain.class.getName(), Files.readAllLines(folder.resolve(log)));
  }

  private AppProcessBuilder logging(AppProcessBuilder builder, String log) {
    return builder.jvmArgs("-Xlog:class+load:file=" + folder.resolve(log));
  }

  @Test
  void plainHttpLoadsNoTls() {
    try (OtlpSink sink = OtlpSink.start();
        AppProcess app =
            logging(Programs.small("query").classPath(LegacyApp.libraries()), "tls")
                .otlp(sink)
                .start()) {
      sink.awaitSpans(span -> span.kind().equals("CLIENT"), 1);
      app.awaitExit(Programs.LIMIT);
      assertEquals(Set.of(), tlsClasses());
    }
  }

  private Set<String> tlsClasses() {
    try {
      List<String> log = Files.readAllLines(folder.resolve("tls"));
      Set<String> loaded = Programs.loadedBefore("none", log);
      loaded.removeIf(name -> !name.startsWith("sun.security.ssl."));
      if (log.stream()
          .noneMatch(line -> line.contains("io.sidelight.core.trace.SocketTransport"))) {
        loaded.add("no log yet");
      }
      return loaded;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
