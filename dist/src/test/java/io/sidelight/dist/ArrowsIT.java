package io.sidelight.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/** Who may know whom, read from the class files that ship. Names are internal, with slashes. */
class ArrowsIT {

  private static final String CORE = "io/sidelight/core/";

  /** What a package of core may know of core beside itself. {@code start} may know all. */
  private static final Map<String, Set<String>> CORE_ARROWS =
      Map.of(
          "meter", Set.of(),
          "trace", Set.of(),
          "weave", Set.of(),
          "record", Set.of("meter", "trace"),
          "sidecar", Set.of("meter"));

  /**
   * The libraries that each package of core may name. What is not listed has none: {@code weave} in
   * particular must work inside class loading.
   */
  private static final Map<String, List<String>> LIBRARIES =
      Map.of(
          "meter", List.of("com/sun/management/", "javax/management/"),
          "trace", List.of(),
          "weave", List.of("com/blogspot/mydailyjava/weaklockfree/"),
          "record", List.of("com/blogspot/mydailyjava/weaklockfree/"),
          "sidecar", List.of("com/sun/net/httpserver/"),
          "start", List.of("com/sun/net/httpserver/", "net/bytebuddy/agent/"));

  /**
   * Must not be touched before the application's main, which may have its own. What the JDK's
   * server and the metrics of the JVM do of it, they do once the application runs.
   */
  private static final List<String> NOT_BEFORE_MAIN =
      List.of(
          "java/util/logging/",
          "javax/management/",
          "java/lang/management/",
          "javax/net/ssl/",
          "java/nio/file/");

  private static final Map<String, Set<String>> REFERENCES = new TreeMap<>();

  @BeforeAll
  static void read() {
    JarClasses.byPath()
        .forEach(
            (path, bytes) -> {
              ClassReader reader = new ClassReader(bytes);
              if (!path.startsWith("inst/")
                  || reader.getClassName().startsWith("io/sidelight/")
                  || path.endsWith(".bin")) {
                REFERENCES.put(reader.getClassName(), references(reader));
              }
            });
  }

  private static Set<String> references(ClassReader reader) {
    Set<String> found = new TreeSet<>();
    Remapper collector =
        new Remapper(Opcodes.ASM9) {
          @Override
          public String map(String internalName) {
            found.add(internalName);
            return internalName;
          }
        };
    // A writer, since the bodies of methods are only read for somebody who takes them.
    reader.accept(new ClassRemapper(Opcodes.ASM9, new ClassWriter(0), collector) {}, 0);
    return found;
  }

  @Test
  void readsTheWholeJar() {
    for (String one :
        List.of(
            "io/sidelight/premain/Premain",
            "java/lang/SidelightDispatcher",
            CORE + "start/Start",
            CORE + "weave/Weaver",
            "io/sidelight/inst/jdbc/advice/StatementAdvice")) {
      assertTrue(REFERENCES.containsKey(one), one + " is not among " + REFERENCES.keySet());
    }
    assertTrue(
        REFERENCES.get(CORE + "start/BackgroundStart").contains(CORE + "sidecar/Sidecar"),
        "references in the bodies of methods are not found");
  }

  @Test
  void premainKnowsNoOther() {
    assertNone(
        in("io/sidelight/premain/"),
        (from, to) -> isOwn(to) && !to.startsWith("io/sidelight/premain/"));
    assertNone(
        in("io/sidelight/premain/"), (from, to) -> !isOwn(to) && !isJdk(to) && !isNullness(to));
  }

  @Test
  void bootKnowsTheJdkOnly() {
    assertNone(in("java/lang/"), (from, to) -> !isJdk(to));
  }

  @Test
  void coreArrowsPointOneWay() {
    assertNone(
        in(CORE),
        (from, to) -> {
          String source = corePackage(from);
          return to.startsWith(CORE)
              && !source.equals("start")
              && !corePackage(to).equals(source)
              && !CORE_ARROWS.get(source).contains(corePackage(to));
        });
  }

  @Test
  void coreKnowsNoInstrumentation() {
    assertNone(
        in(CORE),
        (from, to) ->
            to.startsWith("io/sidelight/inst/") || to.startsWith("io/sidelight/premain/"));
  }

  @Test
  void corePackagesKnowTheirLibrariesOnly() {
    assertNone(
        in(CORE),
        (from, to) ->
            !isOwn(to)
                && !isJdk(to)
                && !isNullness(to)
                && LIBRARIES.get(corePackage(from)).stream().noneMatch(to::startsWith));
  }

  @Test
  void instrumentationsKnowWeaveOnly() {
    assertNone(
        in("io/sidelight/inst/"),
        (from, to) ->
            !isAdvice(from)
                && !isJdk(to)
                && !isNullness(to)
                && !to.startsWith(CORE + "weave/")
                && !(to.startsWith(instrumentation(from)) && !isAdvice(to)));
  }

  @Test
  void adviceKnowsItsLibraryAndTheRecorders() {
    assertNone(
        in("io/sidelight/inst/"),
        (from, to) -> {
          String name = instrumentation(from).split("/", -1)[3];
          return isAdvice(from)
              && !isJdk(to)
              && !isNullness(to)
              && !to.startsWith(CORE + "record/")
              && !(to.startsWith(instrumentation(from)) && isAdvice(to))
              && AdviceLibraries.of(name).stream().noneMatch(to::startsWith);
        });
  }

  @Test
  void nothingTouchesLoggingManagementTlsOrFileSystems() {
    assertNone(
        name -> name.startsWith("io/sidelight/") || name.startsWith("java/lang/"),
        (from, to) ->
            NOT_BEFORE_MAIN.stream().anyMatch(to::startsWith)
                && !from.startsWith(CORE + "meter/Jvm"));
  }

  private static Predicate<String> in(String prefix) {
    return name -> name.startsWith(prefix);
  }

  private static String corePackage(String name) {
    String rest = name.substring(CORE.length());
    return rest.substring(0, rest.indexOf('/'));
  }

  /** Up to and with the folder of the instrumentation. */
  private static String instrumentation(String name) {
    return name.substring(0, name.indexOf('/', "io/sidelight/inst/".length()) + 1);
  }

  private static boolean isAdvice(String name) {
    return name.startsWith("io/sidelight/inst/") && name.contains("/advice/");
  }

  private static boolean isOwn(String name) {
    return name.startsWith("io/sidelight/") || name.startsWith("java/lang/Sidelight");
  }

  private static boolean isNullness(String name) {
    return name.startsWith("org/jspecify/annotations/");
  }

  /** Of what Java 8 has in its own packages; the others are listed where they are allowed. */
  private static boolean isJdk(String name) {
    return name.startsWith("java/");
  }

  private static void assertNone(Predicate<String> from, BiPredicate<String, String> forbidden) {
    List<String> found = new ArrayList<>();
    int looked = 0;
    for (var entry : REFERENCES.entrySet()) {
      if (from.test(entry.getKey())) {
        looked++;
        for (String to : entry.getValue()) {
          if (forbidden.test(entry.getKey(), to)) {
            found.add(entry.getKey() + " -> " + to);
          }
        }
      }
    }
    assertTrue(looked > 0, "no class looked at");
    assertEquals(List.of(), found);
  }
}
