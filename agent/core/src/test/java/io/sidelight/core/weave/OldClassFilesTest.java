package io.sidelight.core.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Class files that cannot hold {@code invokedynamic}: their version and their subroutines stay. */
class OldClassFilesTest {
  private static final MethodRule RULE =
      MethodRule.method("divide", "(I)Ljava/lang/Integer;", "Recording")
          .enter("begin", Argument.arg(0))
          .exit("end");

  @ParameterizedTest
  @ValueSource(ints = {46, 47, 48, 49, 50})
  void subroutinesAreWoven(int version) throws Exception {
    Woven woven = Woven.install();
    byte[] classFile = subroutine(version);
    Method divide = woven.define(classFile, RULE).getMethod("divide", int.class);

    assertEquals(5, divide.invoke(null, 2));
    assertCalled(2, 5, null);
    assertEquals(-1, divide.invoke(null, 7), "returned by the subroutine itself");
    assertCalled(7, -1, null);
    Throwable thrown =
        assertThrows(InvocationTargetException.class, () -> divide.invoke(null, 0)).getCause();
    assertEquals(ArithmeticException.class, thrown.getClass());
    assertCalled(0, null, thrown);
    assertEquals(List.of(), woven.failed);
    byte[] bytes = woven.weave(classFile, null, RULE);
    assertEquals(version, new ClassFile(bytes).majorVersion());
  }

  private static void assertCalled(int argument, Object returned, Throwable thrown) {
    List<Object> calls = Calls.take();
    assertEquals(2, calls.size(), calls::toString);
    Calls.Begin begin = (Calls.Begin) calls.get(0);
    Calls.End end = (Calls.End) calls.get(1);
    assertEquals(List.of(argument), begin.arguments);
    assertSame(begin, end.token);
    assertEquals(returned, end.returned);
    assertSame(thrown, end.thrown);
  }

  @Test
  void applicationIsLetGo() throws Exception {
    Woven woven = Woven.install();
    WeakReference<ClassLoader> loader = new WeakReference<>(runOnce(woven));
    Reachability.assertCollected(loader);

    // The number is given again, to a class that works.
    int before = woven.numbers.number("other", 0, "other", null);
    runOnce(woven);
    int after = woven.numbers.number("another", 0, "other", null);
    assertEquals(before + 1, after);
  }

  @Test
  void adviceStaysWhileItsClassLives() throws Exception {
    Woven woven = Woven.install();
    Class<?> type = woven.define(subroutine(48), RULE);
    Method divide = type.getMethod("divide", int.class);
    divide.invoke(null, 2);
    int number =
        woven.numbers.number(
            "sample:Recording:begin:javax", 1, type.getName(), type.getClassLoader());
    Object linked = woven.numbers.site(number).advice();
    WeakReference<Object> garbage = new WeakReference<>(new Object());
    Reachability.assertCollected(garbage);
    assertSame(linked, woven.numbers.site(number).advice());
    assertTrue(linked != null);
  }

  @Test
  void adviceIsLinkedForEachNumberOfArguments() throws Exception {
    Woven woven = Woven.install();
    Class<?> type =
        woven.define(
            Format.JAVA_1_4.write(TestJvm.bytes(Shapes.class)),
            MethodRule.method("number", "(I)I", "Recording").enter("begin", Argument.arg(0)),
            MethodRule.method("wide", "(JI)J", "Recording")
                .enter("begin", Argument.arg(1), Argument.arg(0)));
    Object shapes = type.getDeclaredConstructor().newInstance();
    type.getMethod("number", int.class).invoke(shapes, 4);
    type.getMethod("wide", long.class, int.class).invoke(shapes, 5L, 6);
    assertEquals("[begin Recording[4], begin Recording[6, 5]]", Calls.take().toString());
    assertEquals(List.of(), woven.failed);
  }

  @Test
  void nothingIsCalledForTheMissing() throws Exception {
    Woven woven = Woven.install();
    Class<?> type =
        woven.define(
            subroutine(48),
            MethodRule.method("divide", "(I)Ljava/lang/Integer;", "NoSuchAdvice")
                .enter("begin", Argument.arg(0))
                .exit("end"));
    Method divide = type.getMethod("divide", int.class);
    assertEquals(5, divide.invoke(null, 2));
    assertEquals(2, divide.invoke(null, 5));
    assertEquals(2, woven.failed.size(), () -> "one for each advice: " + woven.failed);
    assertNull(woven.failures.get(0).getCause());
  }

  private static ClassLoader runOnce(Woven woven) throws Exception {
    Class<?> type = woven.define(subroutine(48), RULE);
    type.getMethod("divide", int.class).invoke(null, 2);
    assertEquals(2, Calls.take().size());
    return type.getClassLoader();
  }

  /**
   * What javac made of {@code try { return 10 / a; } finally { if (a == 7) return -1; }} before
   * Java 6.
   */
  static byte[] subroutine(int version) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(version, Opcodes.ACC_PUBLIC, "Old", null, "java/lang/Object", null);
    MethodVisitor code =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
            "divide",
            "(I)Ljava/lang/Integer;",
            null,
            null);
    Label start = new Label();
    Label handler = new Label();
    Label subroutine = new Label();
    Label back = new Label();
    code.visitCode();
    code.visitTryCatchBlock(start, handler, handler, null);
    code.visitLabel(start);
    code.visitIntInsn(Opcodes.BIPUSH, 10);
    code.visitVarInsn(Opcodes.ILOAD, 0);
    code.visitInsn(Opcodes.IDIV);
    box(code);
    code.visitVarInsn(Opcodes.ASTORE, 1);
    code.visitJumpInsn(Opcodes.JSR, subroutine);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitInsn(Opcodes.ARETURN);
    code.visitLabel(handler);
    code.visitVarInsn(Opcodes.ASTORE, 2);
    code.visitJumpInsn(Opcodes.JSR, subroutine);
    code.visitVarInsn(Opcodes.ALOAD, 2);
    code.visitInsn(Opcodes.ATHROW);
    code.visitLabel(subroutine);
    code.visitVarInsn(Opcodes.ASTORE, 3);
    code.visitVarInsn(Opcodes.ILOAD, 0);
    code.visitIntInsn(Opcodes.BIPUSH, 7);
    code.visitJumpInsn(Opcodes.IF_ICMPNE, back);
    code.visitInsn(Opcodes.ICONST_M1);
    box(code);
    code.visitInsn(Opcodes.ARETURN);
    code.visitLabel(back);
    code.visitVarInsn(Opcodes.RET, 3);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    byte[] classFile = writer.toByteArray();
    assertEquals(version, new ClassReader(classFile).readShort(6));
    return classFile;
  }

  private static void box(MethodVisitor code) {
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC, "java/lang/Integer", "valueOf", "(I)Ljava/lang/Integer;", false);
  }
}
