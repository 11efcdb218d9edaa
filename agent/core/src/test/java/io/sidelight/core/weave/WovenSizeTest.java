package io.sidelight.core.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;

/**
 * How many bytes of code weaving adds to a method. The JVM's compilers refuse to inline what is too
 * large (35 bytes, or 325 where it is hot), so that a few bytes more may slow down what is woven;
 * in another way than any test of time would tell.
 */
class WovenSizeTest {
  /** To be woven; each method once. */
  public static class Sample {
    private int field;

    public void nothing() {}

    public Object returnsOnce(Object given) {
      return given;
    }

    public long returnsTwice(long given) {
      if (given > field) {
        return given;
      }
      return field;
    }
  }

  /** The lengths of all methods' code (JVMS 4.7.3), those of the same name added up. */
  private static Map<String, Integer> sizes(byte[] classFile) {
    ClassReader file = new ClassReader(classFile);
    char[] text = new char[classFile.length];
    Map<String, Integer> sizes = new HashMap<>();
    int at = file.header + 6;
    at += 2 + 2 * file.readUnsignedShort(at);
    // Fields, which have no code, and methods.
    for (int kind = 0; kind < 2; kind++) {
      int members = file.readUnsignedShort(at);
      at += 2;
      for (int i = 0; i < members; i++) {
        String name = file.readUTF8(at + 2, text);
        int attributes = file.readUnsignedShort(at + 6);
        at += 8;
        for (int j = 0; j < attributes; j++) {
          if (file.readUTF8(at, text).equals("Code")) {
            sizes.merge(name, file.readInt(at + 10), Integer::sum);
          }
          at += 6 + file.readInt(at + 2);
        }
      }
    }
    return sizes;
  }

  private static int added(String method, String descriptor, boolean enter, boolean exit) {
    byte[] before = TestJvm.bytes(Sample.class);
    MethodRule rule = MethodRule.method(method, descriptor, "Recording");
    rule = enter ? rule.enter("begin", Argument.self()) : rule;
    rule = exit ? rule.exit("end") : rule;
    byte[] after = Woven.install().weave(before, Sample.class.getClassLoader(), rule);
    return sizes(after).get(method) - sizes(before).get(method);
  }

  @Test
  void anAdviceAtTheBeginning() {
    // aload_0, invokedynamic, astore
    assertEquals(7, added("nothing", "()V", true, false));
  }

  @Test
  void anAdviceAtTheEnd() {
    // The call with its token, and the handler that makes it once more and throws on.
    assertEquals(26, added("nothing", "()V", true, true));
    assertEquals(28, added("returnsOnce", "(Ljava/lang/Object;)Ljava/lang/Object;", true, true));
  }

  @Test
  void eachFurtherReturn() {
    assertEquals(45, added("returnsTwice", "(J)J", true, true));
  }

  @Test
  void aPlaceForWhatIsRememberedAddsNothingToMethods() {
    byte[] before = TestJvm.bytes(Sample.class);
    ClassRule rule =
        ClassRule.named(Sample.class.getName())
            .holding()
            .weave(MethodRule.method("nothing", "()V", "Recording").enter("begin"));
    byte[] after =
        Woven.install()
            .weaver(Woven.sample(rule))
            .transform(
                Sample.class.getClassLoader(),
                Sample.class.getName().replace('.', '/'),
                null,
                null,
                before);
    Map<String, Integer> sizes = sizes(after);
    assertEquals(5 + 6, sizes.remove("sidelight$state"), "to get and to set");
    Map<String, Integer> others = sizes(before);
    others.put("nothing", others.get("nothing") + 6);
    assertEquals(others, sizes);
  }
}
