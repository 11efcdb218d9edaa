package io.sidelight.core.weave;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/** What class files have held since Java 8 survives weaving. */
class NewClassFilesTest {

  /** Sealed, with records as its nest mates. */
  public sealed interface Figure permits Circle, Square {
    default String describe() {
      Supplier<String> text = () -> getClass().getSimpleName() + " of " + area();
      return text.get();
    }

    long area();
  }

  public record Circle(long radius) implements Figure {
    @Override
    public long area() {
      return 3 * radius * radius;
    }
  }

  public record Square(long side) implements Figure {
    private static int asked;

    @Override
    public long area() {
      asked++;
      return side * side;
    }
  }

  /** Reads a private field of its nest mate. */
  static final class Mate {
    private Mate() {}

    static int asked() {
      return Square.asked;
    }
  }

  @Test
  void recordsSealedTypesNestMatesAndLambdasAreWoven() throws Exception {
    Woven woven = Woven.install();
    Woven.Loader loader = new Woven.Loader(getClass().getClassLoader());
    for (Class<?> type :
        List.of(NewClassFilesTest.class, Figure.class, Circle.class, Square.class, Mate.class)) {
      byte[] classFile = TestJvm.bytes(type);
      byte[] changed =
          woven.weave(
              classFile, loader, rule("describe"), rule("area"), rule("radius"), rule("asked"));
      loader.add(type.getName(), changed);
      assertShapeKept(classFile, changed);
      Woven.check(changed, loader);
    }
    Class<?> square = loader.loadClass(Square.class.getName());
    Object one = square.getDeclaredConstructor(long.class).newInstance(4);
    assertEquals("Square of 16", square.getMethod("describe").invoke(one));
    assertEquals("Square[side=4]", one.toString());
    Method asked = loader.loadClass(Mate.class.getName()).getDeclaredMethod("asked");
    asked.setAccessible(true);
    assertEquals(1, asked.invoke(null));
    List<String> calls = new ArrayList<>();
    for (Object call : Calls.take()) {
      calls.add(call instanceof Calls.Begin ? "begin" : "end " + ((Calls.End) call).returned);
    }
    assertEquals(
        List.of("begin", "begin", "end null", "end Square of 16", "begin", "end null"), calls);
    assertTrue(square.isRecord());
    assertEquals(List.of(), woven.failed);
  }

  private static MethodRule rule(String name) {
    return MethodRule.overloads(name, "Recording").enter("begin", Argument.self()).exit("end");
  }

  private static void assertShapeKept(byte[] before, byte[] after) {
    ClassNode old = new ClassNode();
    new ClassReader(before).accept(old, 0);
    ClassNode now = new ClassNode();
    new ClassReader(after).accept(now, 0);
    assertEquals(old.version, now.version);
    assertEquals(old.access, now.access);
    assertEquals(old.nestHostClass, now.nestHostClass);
    assertEquals(old.nestMembers, now.nestMembers);
    assertEquals(old.permittedSubclasses, now.permittedSubclasses);
    assertEquals(size(old.recordComponents), size(now.recordComponents));
    assertEquals(old.innerClasses.size(), now.innerClasses.size());
    assertArrayEquals(
        old.methods.stream().map(m -> m.access + m.name + m.desc).toArray(),
        now.methods.stream().map(m -> m.access + m.name + m.desc).toArray());
    assertEquals(old.sourceFile, now.sourceFile);
  }

  private static int size(List<?> list) {
    return list == null ? 0 : list.size();
  }

  @Test
  void dynamicConstantsAreKept() throws Exception {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V11, Opcodes.ACC_PUBLIC, "Condy", null, "java/lang/Object", null);
    MethodVisitor code =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "constant", "()Ljava/lang/Class;", null, null);
    code.visitCode();
    code.visitLdcInsn(
        new ConstantDynamic(
            "I",
            "Ljava/lang/Class;",
            new Handle(
                Opcodes.H_INVOKESTATIC,
                "java/lang/invoke/ConstantBootstraps",
                "primitiveClass",
                "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)"
                    + "Ljava/lang/Class;",
                false)));
    code.visitInsn(Opcodes.ARETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    Class<?> type = Woven.install().define(writer.toByteArray(), rule("constant"));
    assertEquals(int.class, type.getMethod("constant").invoke(null));
    assertEquals(2, Calls.take().size());
  }

  @Test
  void formatOfThisJvmIsWoven() throws Exception {
    Woven woven = Woven.install();
    List<byte[]> newest = Corpus.jdk("java.base", "java/util/concurrent");
    int methods = 0;
    for (byte[] classFile : newest) {
      String name = new ClassReader(classFile).getClassName();
      byte[] changed = woven.weave(classFile, null, rule("run"), rule("get"), rule("close"));
      if (changed.length != classFile.length) {
        assertShapeKept(classFile, changed);
        methods++;
        assertTrue(name.startsWith("java/util/concurrent"));
      }
    }
    assertTrue(methods > 20, methods + " classes changed");
  }
}
