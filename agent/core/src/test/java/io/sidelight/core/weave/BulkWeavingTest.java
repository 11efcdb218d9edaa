package io.sidelight.core.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Whole libraries with every method woven pass the JVM's verifier. */
class BulkWeavingTest {

  /**
   * More jars to weave, separated as in a class path: {@code -Dweave.corpus=…}. Two rules are
   * applied to each method, which takes them through all that one does.
   */
  private static final String MORE = System.getProperty("weave.corpus", "");

  private static final String VERIFIED = "verified";

  private static final String REFUSED = "refused: ";

  @Test
  void wovenLibrariesAreVerified() throws Exception {
    Map<String, byte[]> classes = Corpus.classPath();
    for (String jar : MORE.split(java.io.File.pathSeparator, -1)) {
      if (!jar.isEmpty()) {
        Corpus.addJar(jar, classes);
      }
    }
    Woven woven = Woven.install();
    Map<String, byte[]> changed = new LinkedHashMap<>();
    int methods = 0;
    for (Map.Entry<String, byte[]> each : classes.entrySet()) {
      MethodRule[] rules = rules(each.getValue());
      methods += rules.length / 2;
      changed.put(each.getKey(), woven.weave(each.getValue(), null, rules));
    }
    assertTrue(methods > 10_000, methods + " methods");

    Map<String, String> expected = verdicts(classes);
    List<String> differing = new ArrayList<>();
    verdicts(changed)
        .forEach(
            (name, verdict) -> {
              String before = expected.get(name);
              if (!verdict.equals(before)
                  && !(verdict.startsWith(REFUSED) && before.startsWith(REFUSED))) {
                differing.add(name + ": " + before + " -> " + verdict);
              }
            });
    assertEquals(List.of(), differing);
    long verified = expected.values().stream().filter(VERIFIED::equals).count();
    assertTrue(verified > 2_000, verified + " classes");
  }

  private static MethodRule[] rules(byte[] classFile) {
    ClassNode node = new ClassNode();
    new ClassReader(classFile).accept(node, ClassReader.SKIP_CODE);
    List<MethodRule> rules = new ArrayList<>();
    for (MethodNode method : node.methods) {
      if (!method.name.startsWith("<")) {
        int count = Type.getArgumentTypes(method.desc).length;
        Argument[] all = new Argument[count + 1];
        all[count] = Argument.self();
        for (int i = 0; i < count; i++) {
          all[i] = Argument.arg(i);
        }
        for (String advice : new String[] {"Recording", "Inner"}) {
          rules.add(
              MethodRule.method(method.name, method.desc, advice).enter("begin", all).exit("end"));
        }
      }
    }
    return rules.toArray(new MethodRule[0]);
  }

  /** What the JVM's verifier says to each class, where all is there that it asks for. */
  private static Map<String, String> verdicts(Map<String, byte[]> classes) {
    Woven.Loader loader = new Woven.Loader(ClassLoader.getPlatformClassLoader());
    classes.forEach((name, bytes) -> loader.add(name.replace('/', '.'), strict(bytes)));
    Map<String, String> verdicts = new HashMap<>();
    for (String name : classes.keySet()) {
      String verdict = "a dependency is missing";
      try {
        // Asking for methods links the class, and linking verifies it.
        int methods = loader.loadClass(name.replace('/', '.')).getDeclaredMethods().length;
        verdict = methods < 0 ? "" : VERIFIED;
      } catch (VerifyError | ClassFormatError e) {
        verdict = REFUSED + e.getMessage();
      } catch (ClassNotFoundException | LinkageError e) {
        // Optional ones often are, before as after.
      }
      verdicts.put(name, verdict);
    }
    return verdicts;
  }

  private static byte[] strict(byte[] classFile) {
    boolean mayFallBack = (classFile[7] & 0xff) == Opcodes.V1_6;
    return mayFallBack ? Format.strict(classFile) : classFile;
  }
}
