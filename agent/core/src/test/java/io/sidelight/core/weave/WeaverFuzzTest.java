package io.sidelight.core.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A class file that is broken is the JVM's to refuse: the weaver must not throw, nor hang. */
class WeaverFuzzTest {
  private static final int ROUNDS = 4_000;

  private final Woven woven = Woven.install();
  private final ClassLoader loader = new java.net.URLClassLoader(new java.net.URL[0]);
  private final Weaver weaver =
      woven.weaver(
          Woven.sample(
              ClassRule.named("Old", Shapes.class.getName())
                  .weave(
                      MethodRule.overloads("divide", "Recording")
                          .enter("begin", Argument.arg(0))
                          .exit("end"),
                      MethodRule.overloads("nested", "Recording")
                          .enter("begin", Argument.arg(1))
                          .exit("end")),
              ClassRule.subtypesOf("java.util.List")
                  .weave(MethodRule.method("many", "()V", "Recording").exit("end"))));

  @Test
  void truncated() {
    byte[] classFile = TestJvm.bytes(Shapes.class);
    for (int length = 0; length < classFile.length; length++) {
      transform(Arrays.copyOf(classFile, length));
    }
    assertTrue(woven.failed.size() > classFile.length / 2, "most of them cannot be read");
  }

  @Test
  void mutated() {
    Random random = new Random(20_260_101);
    byte[][] seeds = {
      TestJvm.bytes(Shapes.class),
      OldClassFilesTest.subroutine(48),
      TestJvm.bytes(NewClassFilesTest.Circle.class),
    };
    for (int i = 0; i < ROUNDS; i++) {
      byte[] classFile = seeds[i % seeds.length].clone();
      int changes = 1 + random.nextInt(4);
      for (int j = 0; j < changes; j++) {
        classFile[random.nextInt(classFile.length)] = (byte) random.nextInt();
      }
      transform(classFile);
    }
    assertTrue(woven.failed.size() > ROUNDS / 100, "some of them cannot be read");
    assertTrue(woven.wovenFor.size() > ROUNDS / 10, "some of them still can");
  }

  @Test
  void nonsense() {
    transform(new byte[0]);
    transform(new byte[10]);
    transform(new byte[100]);
    assertEquals("weave: class app/Other is left as it is", woven.failed.get(0));
  }

  private void transform(byte[] classFile) {
    byte[] before = classFile.clone();
    weaver.transform(loader, "app/Other", null, null, classFile);
    weaver.transform(
        loader,
        classFile.length < 1_000 ? "Old" : Shapes.class.getName().replace('.', '/'),
        null,
        null,
        classFile);
    assertTrue(Arrays.equals(before, classFile), "the JVM's own array is left alone");
  }
}
