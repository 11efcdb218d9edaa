package io.sidelight.core.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import probe.RecordingLoader;

/** Installing the weaver into this JVM, with real retransformation. */
class WeavingTest {
  private static final String[] NAMES = {"late.A", "late.Spoilt", "late.B", "late.C"};

  @TempDir private Path folder;

  /** Another agent that breaks one class: retransforming it is refused by the JVM. */
  private static final class Spoiler implements ClassFileTransformer {
    @Override
    public byte[] transform(
        ClassLoader loader,
        String name,
        Class<?> redefined,
        ProtectionDomain domain,
        byte[] classFile) {
      if (redefined != null && "late/Spoilt".equals(name)) {
        return classFile("late/Spoilt", Opcodes.RETURN);
      }
      return null;
    }
  }

  /** Serves what the agent's loader serves: the dispatcher beside the advice. */
  private static final class Agent extends ClassLoader {
    Agent() {
      super(Agent.class.getClassLoader());
    }

    @Override
    public InputStream getResourceAsStream(String name) {
      return name.startsWith("boot/")
          ? new ByteArrayInputStream(TestJvm.dispatcher())
          : super.getResourceAsStream(name);
    }
  }

  @Test
  void dispatcherIsOfTheBootstrapLoader() throws Exception {
    TestJvm.instrumentation();
    assertNull(Class.forName(BootRing.DISPATCHER).getClassLoader());
    // No other way leads there: a loader that asks nobody else still sees it.
    assertSame(
        Class.forName(BootRing.DISPATCHER),
        Class.forName(BootRing.DISPATCHER, false, new Woven.Loader(null)));
  }

  @Test
  void loadedClassesAreWovenAndOneThatCannotBeHindersNoOther() throws Exception {
    Woven woven = Woven.install();
    java.lang.instrument.Instrumentation jvm = TestJvm.instrumentation();
    Files.createDirectory(folder.resolve("late"));
    for (String name : NAMES) {
      Files.write(
          folder.resolve(name.replace('.', '/') + ".class"),
          classFile(name.replace('.', '/'), Opcodes.ARETURN));
    }
    Files.write(folder.resolve("late/New.class"), classFile("late/New", Opcodes.ARETURN));
    Spoiler spoiler = new Spoiler();
    try (RecordingLoader loader =
        new RecordingLoader(folder, ClassLoader.getPlatformClassLoader())) {
      for (String name : NAMES) {
        assertEquals("x", get(loader, name));
      }
      jvm.addTransformer(spoiler, true);
      Weaving weaving =
          Weaving.install(
              jvm,
              new Agent(),
              List.of(
                  Woven.sample(
                      ClassRule.subtypesOf("java.util.concurrent.Callable")
                          .weave(
                              MethodRule.method("call", "()Ljava/lang/Object;", "Recording")
                                  .enter("begin", Argument.self())
                                  .exit("end")))),
              woven);
      weaving.weaveLoaded();
      for (String name : NAMES) {
        assertEquals("x", get(loader, name));
        assertEquals(name.equals("late.Spoilt") ? 0 : 2, Calls.take().size(), name);
      }
      assertEquals("x", get(loader, "late.New"));
      assertEquals(2, Calls.take().size(), "woven as it was loaded");
      List<String> late = woven.failed.stream().filter(what -> what.contains("late")).toList();
      assertEquals(List.of("weave: class late.Spoilt is left as it is"), late);
      assertTrue(woven.applicationClasses.contains("late/New"));
    } finally {
      jvm.removeTransformer(spoiler);
    }
  }

  private static Object get(ClassLoader loader, String name) throws Exception {
    Object made = loader.loadClass(name).getDeclaredConstructor().newInstance();
    return ((java.util.concurrent.Callable<?>) made).call();
  }

  /** A {@code Callable} that returns "x", or one that the JVM refuses. */
  private static byte[] classFile(String name, int end) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(
        Opcodes.V1_8,
        Opcodes.ACC_PUBLIC,
        name,
        null,
        "java/lang/Object",
        new String[] {"java/util/concurrent/Callable"});
    MethodVisitor made = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
    made.visitCode();
    made.visitVarInsn(Opcodes.ALOAD, 0);
    made.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    made.visitInsn(Opcodes.RETURN);
    made.visitMaxs(0, 0);
    made.visitEnd();
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PUBLIC, "call", "()Ljava/lang/Object;", null, null);
    code.visitCode();
    code.visitLdcInsn("x");
    code.visitInsn(end);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
