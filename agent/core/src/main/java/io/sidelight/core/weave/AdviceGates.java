package io.sidelight.core.weave;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Gives an advice class a gate for each of its public static methods, when the agent is built: a
 * method of the type that call sites have, which converts the arguments, calls the advice, and lets
 * nothing that it throws out. A call site is then linked to the gate as it is. The JDK can do all
 * that with method handles, but spins classes for each shape of advice, while the application
 * starts. Not in the agent jar.
 *
 * <p>A name that several methods have gets none, nor does a method that takes any number of
 * arguments.
 */
public final class AdviceGates extends ClassVisitor {
  private static final String OBJECT = "java/lang/Object";
  private static final String THROWABLE = "java/lang/Throwable";

  private static final String FAILED = "(Ljava/lang/String;Ljava/lang/Throwable;)V";

  private final String instrumentation;
  private final List<String[]> methods = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> overloaded = new HashSet<>();
  private String owner = "";

  private AdviceGates(ClassVisitor out, String instrumentation) {
    super(Opcodes.ASM9, out);
    this.instrumentation = instrumentation;
  }

  /**
   * Adds them to all advice in a folder, in place.
   *
   * @param arguments the folder of the package {@code io.sidelight.inst}; the suffix of class files
   */
  public static void main(String[] arguments) throws IOException {
    Path root = Paths.get(arguments[0]);
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(root)) {
      for (Path folder : folders) {
        Path advice = folder.resolve("advice");
        if (Files.isDirectory(advice)) {
          try (DirectoryStream<Path> found = Files.newDirectoryStream(advice, "*" + arguments[1])) {
            found.forEach(files::add);
          }
        }
      }
    }
    if (files.isEmpty()) {
      throw new IOException("no advice in " + root);
    }
    for (Path file : files) {
      String instrumentation = root.relativize(file).getName(0).toString();
      Files.write(file, add(Files.readAllBytes(file), instrumentation));
    }
  }

  /**
   * @param instrumentation whose advice it is
   */
  static byte[] add(byte[] advice, String instrumentation) {
    ClassReader reader = new ClassReader(advice);
    ClassWriter writer = new ClassWriter(reader, 0);
    AdviceGates gates = new AdviceGates(writer, instrumentation);
    reader.accept(gates, 0);
    return gates.methods.isEmpty() ? advice : writer.toByteArray();
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      String superName,
      String[] interfaces) {
    owner = name;
    super.visit(version, access, name, signature, superName, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, @Nullable String signature, String[] exceptions) {
    int wanted = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
    if ((access & Opcodes.ACC_PUBLIC) != 0 && !names.add(name)) {
      overloaded.add(name);
    }
    int unwanted = Opcodes.ACC_SYNTHETIC | Opcodes.ACC_VARARGS;
    if ((access & (wanted | unwanted)) == wanted) {
      methods.add(new String[] {name, descriptor});
    }
    return super.visitMethod(access, name, descriptor, signature, exceptions);
  }

  @Override
  public void visitEnd() {
    for (String[] method : methods) {
      if (!overloaded.contains(method[0])) {
        gate(method[0], method[1], false);
        if (siteType(method[1]).equals(LinkedSites.REPLACE_TYPE)) {
          gate(method[0], method[1], true);
        }
      }
    }
    super.visitEnd();
  }

  /** The type that a call site of such an advice usually has: only those of ends return nothing. */
  private static String siteType(String descriptor) {
    StringBuilder type = new StringBuilder("(");
    for (Type parameter : Type.getArgumentTypes(descriptor)) {
      type.append(siteType(parameter));
    }
    type.append(')').append(siteType(Type.getReturnType(descriptor)));
    if (type.charAt(type.length() - 1) != 'V' || LinkedSites.EXIT_TYPE.contentEquals(type)) {
      return type.toString();
    }
    type.setLength(type.length() - 1);
    return type.append('L' + OBJECT + ';').toString();
  }

  private static String siteType(Type type) {
    if (type.getSort() < Type.ARRAY || type.getInternalName().equals(THROWABLE)) {
      return type.getDescriptor();
    }
    return 'L' + OBJECT + ';';
  }

  private void gate(String name, String descriptor, boolean keeping) {
    String type = siteType(descriptor);
    MethodVisitor out =
        super.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
            AdviceName.gate(name, keeping),
            type,
            null,
            null);
    out.visitCode();
    Label from = new Label();
    Label to = new Label();
    Label handler = new Label();
    out.visitTryCatchBlock(from, to, handler, null);
    out.visitLabel(from);
    int slots = 0;
    List<Object> locals = new ArrayList<>();
    for (Type parameter : Type.getArgumentTypes(descriptor)) {
      out.visitVarInsn(parameter.getOpcode(Opcodes.ILOAD), slots);
      String taken = siteType(parameter);
      if (!taken.equals(parameter.getDescriptor())) {
        out.visitTypeInsn(Opcodes.CHECKCAST, parameter.getInternalName());
      }
      locals.add(frameType(Type.getType(taken)));
      slots += parameter.getSize();
    }
    out.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
    out.visitLabel(to);
    Type returned = Type.getReturnType(type);
    if (!returned.equals(Type.VOID_TYPE) && descriptor.endsWith("V")) {
      pushNothing(out, returned);
    }
    out.visitInsn(returned.getOpcode(Opcodes.IRETURN));
    out.visitLabel(handler);
    out.visitFrame(Opcodes.F_FULL, locals.size(), locals.toArray(), 1, new Object[] {THROWABLE});
    out.visitVarInsn(Opcodes.ASTORE, slots);
    out.visitLdcInsn(instrumentation);
    out.visitVarInsn(Opcodes.ALOAD, slots);
    out.visitMethodInsn(Opcodes.INVOKESTATIC, LinkedSites.DISPATCHER, "failed", FAILED, false);
    if (keeping) {
      out.visitVarInsn(Opcodes.ALOAD, 1);
    } else {
      pushNothing(out, returned);
    }
    out.visitInsn(returned.getOpcode(Opcodes.IRETURN));
    out.visitMaxs(slots + 2, slots + 1);
    out.visitEnd();
  }

  private static Object frameType(Type type) {
    switch (type.getSort()) {
      case Type.LONG:
        return Opcodes.LONG;
      case Type.DOUBLE:
        return Opcodes.DOUBLE;
      case Type.FLOAT:
        return Opcodes.FLOAT;
      case Type.OBJECT:
        return type.getInternalName();
      default:
        return Opcodes.INTEGER;
    }
  }

  private static void pushNothing(MethodVisitor out, Type type) {
    switch (type.getSort()) {
      case Type.VOID:
        break;
      case Type.LONG:
        out.visitInsn(Opcodes.LCONST_0);
        break;
      case Type.DOUBLE:
        out.visitInsn(Opcodes.DCONST_0);
        break;
      case Type.FLOAT:
        out.visitInsn(Opcodes.FCONST_0);
        break;
      case Type.ARRAY:
      case Type.OBJECT:
        out.visitInsn(Opcodes.ACONST_NULL);
        break;
      default:
        out.visitInsn(Opcodes.ICONST_0);
    }
  }
}
