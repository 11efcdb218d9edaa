package io.sidelight.core.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** What a rule asks for beyond the usual pair of calls. */
class WovenMethodTest {

  /** Fields of several types, and overloads. */
  @SuppressWarnings("UnusedMethod") // called by reflection
  public static class Fields {
    private final String name = "name";
    private final long count = 7;

    public String get(int a) {
      return name + a + count;
    }

    public static int get() {
      return 1;
    }

    public static String typed(String a, int b, long c, double d, boolean e) {
      return a;
    }
  }

  @ParameterizedTest
  @EnumSource
  void beginAlone(Format format) throws Exception {
    Class<?> type =
        Woven.install()
            .define(
                format.write(TestJvm.bytes(Shapes.class)),
                MethodRule.overloads("finallyReturns", "Recording").enter("begin"));
    Object shapes = type.getDeclaredConstructor().newInstance();
    assertEquals(10, type.getMethod("finallyReturns", int.class).invoke(shapes, 2));
    assertThrows(
        InvocationTargetException.class,
        () -> type.getMethod("finallyReturns", int.class).invoke(shapes, 1));
    assertEquals("[begin Recording[], begin Recording[]]", Calls.take().toString());
  }

  @ParameterizedTest
  @EnumSource
  void endAlone(Format format) throws Exception {
    Class<?> type =
        Woven.install()
            .define(
                format.write(TestJvm.bytes(Shapes.class)),
                MethodRule.overloads("text", "Recording").exit("end"));
    Object shapes = type.getDeclaredConstructor().newInstance();
    assertEquals("b", type.getMethod("text", String.class).invoke(shapes, " b "));
    assertEquals("[end Recording token=null returned=b thrown=null]", Calls.take().toString());
    Throwable thrown =
        assertThrows(
            InvocationTargetException.class,
            () -> type.getMethod("text", String.class).invoke(shapes, (Object) null));
    List<Object> calls = Calls.take();
    assertEquals(1, calls.size());
    assertSame(thrown.getCause(), ((Calls.End) calls.get(0)).thrown);
  }

  @Test
  void argumentsThatAMethodDoesNotHaveAreNull() throws Exception {
    Woven woven = Woven.install();
    Class<?> type =
        woven.define(
            TestJvm.bytes(Fields.class),
            MethodRule.overloads("get", "Recording")
                .enter(
                    "begin",
                    Argument.arg(0),
                    Argument.field("count", "J"),
                    Argument.field("name", "Ljava/lang/String;")));
    assertEquals(1, type.getMethod("get").invoke(null));
    assertEquals("[begin Recording[null, null, null]]", Calls.take().toString());
    Object fields = type.getDeclaredConstructor().newInstance();
    assertEquals("name57", type.getMethod("get", int.class).invoke(fields, 5));
    assertEquals("[begin Recording[5, 7, name]]", Calls.take().toString());
    assertEquals(List.of(), woven.failed);
  }

  @Test
  void fieldsThatAVersionOfTheLibraryDoesNotHaveAreNull() throws Exception {
    Woven woven = Woven.install();
    Class<?> type =
        woven.define(
            TestJvm.bytes(Fields.class),
            MethodRule.overloads("get", "Recording")
                .enter(
                    "begin",
                    Argument.field("count", "I"),
                    Argument.field("since", "J"),
                    Argument.field("name", "Ljava/lang/String;")));
    Object fields = type.getDeclaredConstructor().newInstance();
    assertEquals("name57", type.getMethod("get", int.class).invoke(fields, 5));
    assertEquals("[begin Recording[null, null, name]]", Calls.take().toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_4, Opcodes.V17})
  void adviceNamesTheTypesItTakes(int version) throws Exception {
    Woven woven = Woven.install();
    byte[] classFile = TestJvm.bytes(Fields.class);
    if (version == Opcodes.V1_4) {
      // "get" concatenates by invokedynamic, which nobody calls here.
      classFile = OldClassFilesTest.subroutine(version);
      Class<?> old =
          woven.define(
              classFile, MethodRule.overloads("divide", "Typed").enter("none").exit("end"));
      assertEquals(5, old.getMethod("divide", int.class).invoke(null, 2));
      // The end advice takes a String, and the method returns an Integer.
      assertEquals("[begin Typed.none[]]", Calls.take().toString());
      assertEquals(ClassCastException.class, woven.failures.get(0).getClass());
      return;
    }
    Class<?> type =
        woven.define(
            classFile,
            MethodRule.overloads("typed", "Typed")
                .enter(
                    "begin",
                    Argument.arg(0),
                    Argument.arg(1),
                    Argument.arg(2),
                    Argument.arg(3),
                    Argument.arg(4))
                .exit("end"));
    assertEquals(
        "a",
        type.getMethod("typed", String.class, int.class, long.class, double.class, boolean.class)
            .invoke(null, "a", 1, 2L, 3.0, true));
    assertEquals(
        "[begin Typed[a, 1, 2, 3.0, true], end Typed token=42 returned=a thrown=null]",
        Calls.take().toString());
    assertEquals(List.of(), woven.failed);
  }

  @ParameterizedTest
  @EnumSource
  void parametersAreReplaced(Format format) throws Exception {
    Woven woven = Woven.install();
    Class<?> type =
        woven.define(
            format.write(TestJvm.bytes(Shapes.class)),
            MethodRule.overloads("many", "Replacing")
                .enter("begin", Argument.arg(1))
                .replace(1, "other")
                .replace(4, "other")
                .replace(7, "fails")
                .replace(0, "other")
                .replace(8, "other"),
            MethodRule.overloads("manyStatic", "Replacing").replace(3, "other"),
            MethodRule.overloads("text", "Replacing").replace(0, "missing"));
    Object shapes = type.getDeclaredConstructor().newInstance();
    Object many =
        type.getMethod(
                "many",
                long.class,
                String.class,
                double.class,
                int.class,
                long[].class,
                char.class,
                short.class,
                Object.class)
            .invoke(shapes, 1L, "b", 2.0, 3, new long[4], 'f', (short) 5, "h");
    assertEquals("1b!2.03f5h5", many);
    assertEquals(
        "[begin Replacing[b], begin Replacing.other[true, b], begin Replacing.other[true, [J]]",
        Calls.take().toString());
    Object manyStatic =
        type.getMethod(
                "manyStatic",
                int.class,
                long.class,
                double.class,
                String.class,
                float.class,
                long.class,
                boolean.class,
                int[].class,
                double.class,
                byte.class)
            .invoke(null, 0, 0L, 0.0, "four", 0f, 0L, false, new int[0], 0.0, (byte) 0);
    assertEquals(5L, manyStatic);
    assertEquals("[begin Replacing.other[false, four]]", Calls.take().toString());
    assertEquals("b", type.getMethod("text", String.class).invoke(shapes, " b "));
    assertEquals(
        List.of(
            "sample: an advice threw",
            "sample: advice sample:Replacing:=missing:javax is left out"),
        woven.failed);
  }

  /** Or a call at the end that throws would be made again, with its own exception. */
  @Test
  void callsAtTheEndAreOutsideTheirOwnHandler() {
    byte[] changed =
        Woven.install()
            .weave(
                TestJvm.bytes(Shapes.class),
                null,
                MethodRule.overloads("switches", "Recording").exit("end"),
                MethodRule.overloads("nothing", "Recording").exit("end"));
    ClassNode node = new ClassNode();
    new ClassReader(changed).accept(node, 0);
    int calls = 0;
    for (MethodNode method : node.methods) {
      for (AbstractInsnNode each : method.instructions) {
        if (each instanceof InvokeDynamicInsnNode) {
          calls++;
          int at = method.instructions.indexOf(each);
          for (TryCatchBlockNode block : method.tryCatchBlocks) {
            assertFalse(
                method.instructions.indexOf(block.start) <= at
                    && at < method.instructions.indexOf(block.end),
                method.name);
          }
        }
      }
    }
    assertEquals(7, calls, "four returns of the one, one of the other, and a handler each");
  }

  @Test
  void constructorsAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> MethodRule.method("<init>", "()V", "Recording"));
    assertThrows(
        IllegalArgumentException.class, () -> MethodRule.overloads("<clinit>", "Recording"));
  }

  /** A jump that reached just far enough, and does not with the calls that are woven in. */
  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_4, Opcodes.V1_6, Opcodes.V1_8})
  void jumpsGrowWithTheMethod(int version) throws Exception {
    Woven woven = Woven.install();
    Class<?> type =
        woven.define(
            longJump(version),
            MethodRule.overloads("jump", "Recording").enter("begin", Argument.arg(0)).exit("end"));
    assertEquals(1, type.getMethod("jump", int.class).invoke(null, 1));
    assertEquals(0, type.getMethod("jump", int.class).invoke(null, 0));
    assertEquals(4, Calls.take().size());
    assertEquals(List.of(), woven.failed);
  }

  private static byte[] longJump(int version) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(version, Opcodes.ACC_PUBLIC, "Long", null, "java/lang/Object", null);
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "jump", "(I)I", null, null);
    Label far = new Label();
    Label near = new Label();
    code.visitCode();
    code.visitVarInsn(Opcodes.ILOAD, 0);
    code.visitJumpInsn(Opcodes.IFEQ, far);
    code.visitVarInsn(Opcodes.ILOAD, 0);
    code.visitJumpInsn(Opcodes.IFLT, near);
    code.visitInsn(Opcodes.ICONST_1);
    code.visitInsn(Opcodes.IRETURN);
    code.visitLabel(near);
    frame(code, version);
    for (int i = 0; i < 32_740; i++) {
      code.visitInsn(Opcodes.NOP);
    }
    code.visitInsn(Opcodes.ICONST_2);
    code.visitInsn(Opcodes.IRETURN);
    code.visitLabel(far);
    frame(code, version);
    code.visitInsn(Opcodes.ICONST_0);
    code.visitInsn(Opcodes.IRETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void frame(MethodVisitor code, int version) {
    if (version >= Opcodes.V1_6) {
      code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    }
  }

  @Test
  void methodThatWouldBeTooLargeIsLeftAlone() {
    Woven woven = Woven.install();
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V1_4, Opcodes.ACC_PUBLIC, "Large", null, "java/lang/Object", null);
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "fill", "()V", null, null);
    code.visitCode();
    for (int i = 0; i < 65_530; i++) {
      code.visitInsn(Opcodes.NOP);
    }
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    ClassRule rule =
        ClassRule.named("Large").weave(MethodRule.overloads("fill", "Recording").exit("end"));
    assertNull(
        woven
            .weaver(Woven.sample(rule))
            .transform(getClass().getClassLoader(), "Large", null, null, writer.toByteArray()));
    assertEquals(List.of("weave: class Large is left as it is"), woven.failed);
    assertEquals(List.of(), woven.wovenFor);
  }
}
