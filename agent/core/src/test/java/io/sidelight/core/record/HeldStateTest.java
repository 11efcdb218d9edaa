package io.sidelight.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.fail;

import io.sidelight.core.weave.TestJvm;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class HeldStateTest {
  private static final String HOLDER = "java/lang/SidelightHolder";
  private static final String OWN = "io/sidelight/core/record/Holding";
  private static Class<?> holding;

  private final HeldState<String> texts = new HeldState<>(String.class);
  private final HeldState<Integer> numbers = new HeldState<>(Integer.class);

  @BeforeAll
  static void defineHolder() throws Exception {
    TestJvm.instrumentation();
    holding = MethodHandles.lookup().defineClass(holder());
  }

  /** The compiler of tests sees no class path entry's {@code java.lang}. */
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

  @Test
  void anObjectWithAPlaceHoldsItItself() throws Exception {
    Object object = holding.getDeclaredConstructor().newInstance();
    assertNull(texts.get(object));
    texts.put(object, "this");
    assertEquals("this", texts.get(object));
    assertEquals("this", holding.getField("state").get(object));
  }

  @Test
  void ofOthersItIsKeptBesideThem() {
    Object object = new Object();
    assertNull(texts.get(object));
    texts.put(object, "this");
    assertEquals("this", texts.get(object));
  }

  @Test
  void theFirstHasThePlaceAndOthersRememberItBeside() throws Exception {
    Object object = holding.getDeclaredConstructor().newInstance();
    texts.put(object, "this");
    assertNull(numbers.get(object));
    numbers.put(object, 1);
    assertEquals(1, numbers.get(object));
    assertEquals("this", texts.get(object));
    texts.put(object, "that");
    texts.release(object);
    assertEquals(1, numbers.get(object));
    assertEquals("that", texts.get(object), "its place stays taken");
  }

  @Test
  void whatIsReleasedIsForgottenOfOthers() {
    Object object = new Object();
    texts.put(object, "this");
    texts.release(object);
    assertNull(texts.get(object));
  }

  /** Its handler is the application's, and expects no such call. */
  @Test
  void aProxyIsNotAsked() throws Exception {
    Object proxy =
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            holding.getInterfaces(),
            (self, method, arguments) ->
                method.getName().equals("hashCode") ? 7 : fail(method.getName()));
    texts.put(proxy, "beside");
    assertEquals("beside", texts.get(proxy));
  }
}
