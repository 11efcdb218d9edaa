package io.sidelight.core.weave;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** What is put into a method moves everything that says where something is. */
class MovedCodeTest {

  private static boolean returns(AbstractInsnNode each) {
    return each.getOpcode() >= Opcodes.IRETURN && each.getOpcode() <= Opcodes.RETURN;
  }

  @Test
  void allThatNamesAPlaceNamesItAfterwards() throws Exception {
    Collection<byte[]> classes = new ArrayList<>(Corpus.jdk("java.base", "java/util"));
    int step = 0;
    for (byte[] classFile : Corpus.classPath().values()) {
      if (step++ % 4 == 0) {
        classes.add(classFile);
      }
    }
    int compared = 0;
    for (byte[] classFile : classes) {
      compared += compare(classFile);
    }
    assertTrue(compared > 10_000, compared + " methods");
  }

  private static ClassNode read(byte[] classFile) {
    ClassNode node = new ClassNode();
    new ClassReader(classFile).accept(node, ClassReader.EXPAND_FRAMES);
    return node;
  }

  private static int compare(byte[] classFile) {
    ClassNode before = read(classFile);
    List<MethodRule> rules = new ArrayList<>();
    for (MethodNode method : before.methods) {
      if (!method.name.startsWith("<")) {
        rules.add(
            MethodRule.method(method.name, method.desc, "Recording").enter("begin").exit("end"));
      }
    }
    MethodRule[] all = rules.toArray(new MethodRule[0]);
    ClassNode after = read(Woven.install().weave(classFile, null, all));
    assertEquals(before.methods.size(), after.methods.size());
    int compared = 0;
    for (int i = 0; i < before.methods.size(); i++) {
      MethodNode method = before.methods.get(i);
      if (method.instructions.size() > 0 && !method.name.startsWith("<")) {
        compare(before, method, after.methods.get(i));
        compared++;
      }
    }
    return compared;
  }

  private static void compare(ClassNode owner, MethodNode before, MethodNode after) {
    String what = owner.name + "." + before.name + before.desc;
    boolean linked = (owner.version & 0xffff) >= Opcodes.V1_7;
    List<AbstractInsnNode> old = new Listing(before, null).instructions;
    List<AbstractInsnNode> now = new Listing(after, null).instructions;
    int[] places = new int[old.size() + 1];
    int[] same = new int[old.size()];
    int at = linked ? 2 : 5;
    for (int i = 0; i < old.size(); i++) {
      places[i] = at;
      while (returns(old.get(i)) && now.get(at).getOpcode() != old.get(i).getOpcode()) {
        at++;
      }
      same[i] = at++;
    }
    places[old.size()] = at;
    Listing expected = new Listing(before, places);
    Listing actual = new Listing(after, null);
    for (int i = 0; i < old.size(); i++) {
      assertEquals(expected.describe(old.get(i)), actual.describe(now.get(same[i])), () -> what);
    }
    assertEquals(expected.lines(), actual.lines(), what);
    assertEquals(expected.variables(), actual.variables(), what);
    List<String> handlers = actual.handlers();
    assertEquals(expected.handlers(), handlers.subList(0, before.tryCatchBlocks.size()), what);
    List<String> frames = expected.frames(before.maxLocals);
    if ((owner.version & 0xffff) >= Opcodes.V1_6) {
      List<Object> locals = new ArrayList<>();
      for (int i = 0; i < before.maxLocals; i++) {
        locals.add(Opcodes.TOP.toString());
      }
      locals.add("java/lang/Object");
      frames.add("@" + at + locals + "[java/lang/Throwable]");
    }
    assertEquals(frames, actual.frames(-1), what);
  }

  @Test
  void aPlaceInsideAnInstructionIsThatOfTheNext() {
    byte[] code = {Opcodes.SIPUSH, 1, 1, Opcodes.ISTORE, 1, (byte) Opcodes.RETURN};
    MovedCode moved = new MovedCode(code, new byte[4], new byte[2]);
    assertArrayEquals(new int[] {4, 7, 7, 7, 9, 9, 12}, moved.to);
  }

  /** A jump over so many bytes, forwards or back, that it no longer reaches. */
  @ParameterizedTest
  @CsvSource({"49, 32765", "49, 40000", "51, 32765", "52, 32765", "61, 40000"})
  void jumpsBackGrowWithTheMethod(int version, int between) throws Exception {
    Woven woven = Woven.install();
    Class<?> type = woven.define(loop(version, between, true), rule());
    assertEquals(3, type.getMethod("jump", int.class).invoke(null, 3));
    assertEquals(2, Calls.take().size());
    assertEquals(List.of(), woven.failed);
  }

  private static MethodRule rule() {
    return MethodRule.overloads("jump", "Recording").enter("begin", Argument.arg(0)).exit("end");
  }

  @Test
  void aJumpWithoutAPlaceToGoByIsRefused() {
    Woven woven = Woven.install();
    byte[] classFile = loop(Opcodes.V1_8, 32_765, false);
    assertThrows(IllegalStateException.class, () -> woven.weave(classFile, null, rule()));
  }

  /**
   * Counts up to its argument, by a {@code goto} over the given number of bytes and an {@code if}
   * back over them.
   *
   * @param near whether the one place between the two that nothing falls into is near the {@code
   *     if}; the only other one is the end
   */
  private static byte[] loop(int version, int between, boolean near) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(version, Opcodes.ACC_PUBLIC, "Loop", null, "java/lang/Object", null);
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "jump", "(I)I", null, null);
    Label again = new Label();
    Label ask = new Label();
    Label nothing = new Label();
    Label on = new Label();
    code.visitCode();
    code.visitInsn(Opcodes.ICONST_0);
    code.visitVarInsn(Opcodes.ISTORE, 1);
    code.visitJumpInsn(Opcodes.GOTO, ask);
    code.visitLabel(again);
    frame(code, version, Opcodes.F_APPEND);
    code.visitIincInsn(1, 1);
    for (int i = 0; i < between - 20; i++) {
      if (i == (near ? between - 21 : 0)) {
        code.visitJumpInsn(Opcodes.GOTO, ask);
        code.visitLabel(nothing);
        frame(code, version, Opcodes.F_SAME);
        code.visitVarInsn(Opcodes.ILOAD, 1);
        code.visitInsn(Opcodes.IRETURN);
        code.visitLabel(on);
        frame(code, version, Opcodes.F_SAME);
      }
      code.visitInsn(Opcodes.NOP);
    }
    code.visitLabel(ask);
    frame(code, version, Opcodes.F_SAME);
    code.visitVarInsn(Opcodes.ILOAD, 0);
    code.visitJumpInsn(Opcodes.IFEQ, nothing);
    code.visitVarInsn(Opcodes.ILOAD, 0);
    code.visitJumpInsn(Opcodes.IFLT, on);
    code.visitVarInsn(Opcodes.ILOAD, 0);
    code.visitVarInsn(Opcodes.ILOAD, 1);
    code.visitJumpInsn(Opcodes.IF_ICMPGT, again);
    for (int i = 0; i < (near ? 0 : 32_680); i++) {
      code.visitInsn(Opcodes.NOP);
    }
    code.visitVarInsn(Opcodes.ILOAD, 1);
    code.visitInsn(Opcodes.IRETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void frame(MethodVisitor code, int version, int kind) {
    if (version >= Opcodes.V1_6) {
      Object[] more = kind == Opcodes.F_APPEND ? new Object[] {Opcodes.INTEGER} : null;
      code.visitFrame(kind, kind == Opcodes.F_APPEND ? 1 : 0, more, 0, null);
    }
  }
}
