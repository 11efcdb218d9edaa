package io.sidelight.core.record;

import io.sidelight.core.weave.TestJvm;
import java.lang.invoke.MethodHandles;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Objects with a place for what is remembered of them. Their class is written here, since the
 * compiler of tests sees no class path entry's {@code java.lang}.
 */
final class Holders {
  private static final String HOLDER = "java/lang/SidelightHolder";
  private static final String OWN = "io/sidelight/core/record/Holding";
  private static final Class<?> TYPE = define();

  private Holders() {}

  private static Class<?> define() {
    TestJvm.instrumentation();
    try {
      return MethodHandles.lookup().defineClass(holder());
    } catch (IllegalAccessException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  static Object make() {
    try {
      return TYPE.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  static Object state(Object holder) {
    try {
      return TYPE.getField("state").get(holder);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static byte[] holder() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(
        Opcodes.V1_8, Opcodes.ACC_PUBLIC, OWN, null, "java/lang/Object", new String[] {HOLDER});
    writer.visitField(Opcodes.ACC_PUBLIC, "state", "Ljava/lang/Object;", null, null).visitEnd();
    MethodVisitor make = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
    make.visitVarInsn(Opcodes.ALOAD, 0);
    make.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    make.visitInsn(Opcodes.RETURN);
    make.visitMaxs(0, 0);
    MethodVisitor get =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC, "sidelight$state", "()Ljava/lang/Object;", null, null);
    get.visitVarInsn(Opcodes.ALOAD, 0);
    get.visitFieldInsn(Opcodes.GETFIELD, OWN, "state", "Ljava/lang/Object;");
    get.visitInsn(Opcodes.ARETURN);
    get.visitMaxs(0, 0);
    MethodVisitor set =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC, "sidelight$state", "(Ljava/lang/Object;)V", null, null);
    set.visitVarInsn(Opcodes.ALOAD, 0);
    set.visitVarInsn(Opcodes.ALOAD, 1);
    set.visitFieldInsn(Opcodes.PUTFIELD, OWN, "state", "Ljava/lang/Object;");
    set.visitInsn(Opcodes.RETURN);
    set.visitMaxs(0, 0);
    return writer.toByteArray();
  }
}
