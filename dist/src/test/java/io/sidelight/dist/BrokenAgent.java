package io.sidelight.dist;

import io.sidelight.test.AgentJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** A copy of the agent jar in which some classes do what they must never do. */
final class BrokenAgent {

  /** How a method fails. */
  enum Fault {
    RUNTIME_EXCEPTION("java/lang/IllegalStateException"),
    ERROR("java/lang/AssertionError"),
    /** Not thrown, but reached. */
    STACK_OVERFLOW("java/lang/StackOverflowError");

    final String thrown;

    Fault(String thrown) {
      this.thrown = thrown;
    }

    String className() {
      return thrown.replace('/', '.');
    }
  }

  /** By the path in the jar; null for an entry that is left out. */
  private final Map<String, UnaryOperator<byte[]>> changes = new LinkedHashMap<>();

  /** Makes the methods of a class fail at their beginning; no names for all that are static. */
  BrokenAgent failing(String className, Fault fault, String... methods) {
    return changing(
        className, bytes -> rewrite(bytes, visitor -> new Failing(visitor, fault, methods)));
  }

  /** Replaces a text constant in a class. */
  BrokenAgent saying(String className, String old, String text) {
    return changing(className, bytes -> rewrite(bytes, visitor -> new Saying(visitor, old, text)));
  }

  /** Leaves only the first half of a class file. */
  BrokenAgent truncated(String className) {
    return changing(className, bytes -> Arrays.copyOf(bytes, bytes.length / 2));
  }

  private BrokenAgent changing(String className, UnaryOperator<byte[]> change) {
    changes.put("inst/" + className.replace('.', '/') + ".classdata", change);
    return this;
  }

  /** Writes the copy into the folder. */
  Path in(Path folder) {
    Path target = folder.resolve("broken-agent.jar");
    Map<String, UnaryOperator<byte[]>> left = new LinkedHashMap<>(changes);
    try (JarFile jar = new JarFile(AgentJar.path().toFile());
        JarOutputStream out =
            new JarOutputStream(Files.newOutputStream(target), jar.getManifest())) {
      out.setLevel(1);
      for (var entry : jar.stream().toList()) {
        if (entry.isDirectory() || entry.getName().equals(JarFile.MANIFEST_NAME)) {
          continue;
        }
        byte[] bytes;
        try (var in = jar.getInputStream(entry)) {
          bytes = in.readAllBytes();
        }
        UnaryOperator<byte[]> change = left.remove(entry.getName());
        out.putNextEntry(new ZipEntry(entry.getName()));
        out.write(change == null ? bytes : change.apply(bytes));
        out.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!left.isEmpty()) {
      throw new AssertionError("not in the jar: " + left.keySet());
    }
    return target;
  }

  private static byte[] rewrite(byte[] bytes, Function<ClassVisitor, Changing> how) {
    ClassReader reader = new ClassReader(bytes);
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    Changing changing = how.apply(writer);
    reader.accept(changing, 0);
    if (!changing.changed) {
      throw new AssertionError("nothing to change in " + reader.getClassName());
    }
    return writer.toByteArray();
  }

  private abstract static class Changing extends ClassVisitor {
    boolean changed;

    Changing(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }
  }

  private static final class Saying extends Changing {
    private final String old;
    private final String text;

    Saying(ClassVisitor next, String old, String text) {
      super(next);
      this.old = old;
      this.text = text;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new MethodVisitor(Opcodes.ASM9, next) {
        @Override
        public void visitLdcInsn(Object value) {
          changed |= value.equals(old);
          super.visitLdcInsn(value.equals(old) ? text : value);
        }
      };
    }
  }

  private static final class Failing extends Changing {
    private final Fault fault;
    private final List<String> methods;
    private String owner = "";

    Failing(ClassVisitor next, Fault fault, String... methods) {
      super(next);
      this.fault = fault;
      this.methods = List.of(methods);
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        String signature,
        String superName,
        String[] interfaces) {
      owner = name;
      super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
      // Gates are what catches this.
      boolean isGate = (access & Opcodes.ACC_SYNTHETIC) != 0;
      boolean wanted =
          methods.isEmpty() ? isStatic && !isGate && !name.startsWith("<") : methods.contains(name);
      if (!wanted) {
        return next;
      }
      changed = true;
      next.visitCode();
      if (fault == Fault.STACK_OVERFLOW) {
        callItself(next, name, descriptor, isStatic);
      } else {
        next.visitTypeInsn(Opcodes.NEW, fault.thrown);
        next.visitInsn(Opcodes.DUP);
        next.visitMethodInsn(Opcodes.INVOKESPECIAL, fault.thrown, "<init>", "()V", false);
        next.visitInsn(Opcodes.ATHROW);
      }
      next.visitMaxs(0, 0);
      next.visitEnd();
      return null;
    }

    private void callItself(MethodVisitor to, String name, String descriptor, boolean isStatic) {
      int local = 0;
      if (!isStatic) {
        to.visitVarInsn(Opcodes.ALOAD, local++);
      }
      for (Type argument : Type.getArgumentTypes(descriptor)) {
        to.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), local);
        local += argument.getSize();
      }
      to.visitMethodInsn(
          isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKEVIRTUAL, owner, name, descriptor, false);
      to.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
    }
  }
}
