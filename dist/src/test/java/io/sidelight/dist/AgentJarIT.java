package io.sidelight.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.blogspot.mydailyjava.weaklockfree.WeakConcurrentMap;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What is in the jar, and what the application can see of it. */
class AgentJarIT {

  private static final int JAVA_8 = 52;

  @Test
  void isSmall() throws IOException {
    long size = Files.size(AgentJar.path());
    assertTrue(size < 9_000_000, size + " bytes");
  }

  @Test
  void runsOnJava8() {
    TreeMap<String, Integer> tooNew = new TreeMap<>();
    var classes = JarClasses.byPath();
    classes.forEach(
        (path, bytes) -> {
          int major = ((bytes[6] & 0xff) << 8) | (bytes[7] & 0xff);
          if (major > JAVA_8) {
            tooNew.put(path, major);
          }
        });
    assertTrue(classes.size() > 500, "only " + classes.size() + " class files found");
    assertEquals(new TreeMap<>(), tooNew);
  }

  @Test
  void showsTheApplicationNothingButItsEntrance() throws IOException {
    try (JarFile jar = new JarFile(AgentJar.path().toFile())) {
      Set<String> visible = new TreeSet<>();
      Set<String> classes = new TreeSet<>();
      jar.stream()
          .filter(entry -> !entry.isDirectory())
          .forEach(
              entry -> {
                String name = entry.getName();
                visible.add(
                    name.startsWith("inst/") ? "inst/" : name.substring(0, name.lastIndexOf('/')));
                if (name.endsWith(".class")) {
                  classes.add(name.substring(0, name.lastIndexOf('/')));
                }
              });
      // In java/lang is the one class that others look for when they look at what we wove.
      assertEquals(Set.of("META-INF", "inst/", "io/sidelight/premain", "java/lang"), visible);
      assertEquals(
          Set.of("io/sidelight/premain", "java/lang"), classes, "what class path scanners find");
      assertEquals(
          List.of("java/lang/SidelightHolder.class"),
          jar.stream()
              .map(JarEntry::getName)
              .filter(name -> name.startsWith("java/") && name.endsWith(".class"))
              .toList());
      assertEquals(null, jar.getEntry("META-INF/services"));
    }
  }

  @Test
  void adviceHasGates() {
    Set<String> without = new TreeSet<>();
    AtomicInteger gates = new AtomicInteger();
    JarClasses.byPath()
        .forEach(
            (path, bytes) -> {
              if (path.endsWith("Advice.classdata")) {
                int own = gates(bytes);
                gates.addAndGet(own);
                if (own == 0) {
                  without.add(path);
                }
              }
            });
    assertEquals(Set.of(), without);
    assertTrue(gates.get() > 300, "only " + gates);
  }

  private static int gates(byte[] classFile) {
    AtomicInteger gates = new AtomicInteger();
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access,
                  String name,
                  String descriptor,
                  String signature,
                  String[] exceptions) {
                if (name.endsWith("$gate")) {
                  gates.incrementAndGet();
                }
                return null;
              }
            },
            ClassReader.SKIP_CODE);
    return gates.get();
  }

  @Test
  void isNotSeenByTheApplication() {
    try (AppProcess app =
        AppProcess.builder().classPathOf(SeeingMain.class).main(SeeingMain.class).start()) {
      assertEquals(0, app.awaitExit(AppProcess.START_LIMIT), app::toString);
      assertTrue(app.lines().contains("looked for everything"), app::toString);
      assertEquals(
          0, app.lines().stream().filter(line -> line.startsWith("SEEN")).count(), app::toString);
    }
  }

  @Test
  void leavesTheLoaderOfAnApplicationThatShipsTheSameLibrary() {
    try (AppProcess app =
        AppProcess.builder()
            .classPathOf(SeeingMain.class)
            .classPathOf(WeakConcurrentMap.class)
            .main(SeeingMain.class)
            .args(WeakConcurrentMap.class.getName())
            .start()) {
      String line = app.awaitLine("OWN .*", Duration.ofSeconds(60)).group();
      assertTrue(line.contains("AppClassLoader"), line);
    }
  }
}
