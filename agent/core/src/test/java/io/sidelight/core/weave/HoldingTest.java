package io.sidelight.core.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules whose classes get a place for what is remembered of their objects. */
class HoldingTest {
  private static final ClassRule RULE =
      ClassRule.subtypesOf("java.util.concurrent.Callable")
          .holding()
          .weave(
              MethodRule.method("call", "()Ljava/lang/Object;", "Recording")
                  .enter("begin")
                  .exit("end"));

  public static class Top implements Callable<Object> {
    @Override
    public Object call() {
      return "top";
    }
  }

  public static class Below extends Top {
    @Override
    public Object call() {
      return "below" + super.call();
    }
  }

  public static class Stored extends Top implements Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public Object call() {
      return "stored";
    }
  }

  public interface Way extends Callable<Object> {
    @Override
    default Object call() {
      return "way";
    }
  }

  private Woven woven;
  private Weaver weaver;
  private Woven.Loader loader;

  @BeforeEach
  void install() {
    woven = Woven.install();
    weaver = woven.weaver(Woven.sample(RULE));
    loader = new Woven.Loader(HoldingTest.class.getClassLoader());
  }

  @AfterEach
  void nothingFailed() {
    assertEquals(List.of(), woven.failed);
    TestJvm.instrumentation().removeTransformer(weaver);
    Calls.take();
  }

  @Test
  void objectsHoldWhatIsRemembered() throws Exception {
    Object held = make(Top.class);
    assertNull(state(held));
    remember(held, "first");
    remember(held, "second");
    assertEquals("second", state(held));
    assertEquals("top", ((Callable<?>) held).call());
    assertEquals(2, Calls.take().size());
  }

  @Test
  void aSubclassHasOnePlaceAsWell() throws Exception {
    Object held = makeBelow();
    remember(held, "this");
    assertEquals("this", state(held));
    assertEquals("belowtop", ((Callable<?>) held).call());
  }

  private Object makeBelow() throws Exception {
    make(Top.class);
    return make(Below.class);
  }

  @Test
  void thePlaceIsHiddenFromWhoeverLooksAtFields() throws Exception {
    for (Field field : make(Top.class).getClass().getDeclaredFields()) {
      assertTrue(field.isSynthetic(), field.toString());
      assertTrue(Modifier.isTransient(field.getModifiers()), field.toString());
    }
  }

  @Test
  void whatCanBeSerializedKeepsItsForm() throws Exception {
    Object stored = make(Stored.class);
    assertFalse(holder().isInstance(stored));
    assertEquals("stored", ((Callable<?>) stored).call());
    assertEquals(2, Calls.take().size(), "woven all the same");
  }

  @Test
  void anInterfaceHasNoPlace() throws Exception {
    byte[] classFile = weave(Way.class);
    loader.add(Way.class.getName(), classFile);
    Class<?> way = Class.forName(Way.class.getName(), true, loader);
    assertFalse(holder().isAssignableFrom(way));
  }

  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"JAVA_5", "JAVA_6", "JAVA_7", "JAVA_17"})
  void classFilesOfAnyAge(Format format) throws Exception {
    byte[] classFile = format.write(TestJvm.bytes(Marked.class));
    ClassRule rule =
        ClassRule.named(Marked.class.getName())
            .holding()
            .weave(
                MethodRule.method("call", "()Ljava/lang/String;", "Recording")
                    .enter("begin")
                    .exit("end"));
    String name = Marked.class.getName();
    Weaver named = woven.weaver(Woven.sample(rule));
    byte[] holding =
        named.transform(getClass().getClassLoader(), internal(Marked.class), null, null, classFile);
    Woven.check(holding, loader);
    loader.add(name, holding);
    Object held = Class.forName(name, true, loader).getDeclaredConstructor().newInstance();
    remember(held, format);
    assertSame(format, state(held));
  }

  @Test
  void retransformedByAnotherAgentItKeepsItsPlace() throws Exception {
    Object held = make(Top.class);
    remember(held, "kept");
    byte[] again =
        weaver.transform(
            Top.class.getClassLoader(),
            internal(Top.class),
            held.getClass(),
            null,
            TestJvm.bytes(Top.class));
    TestJvm.instrumentation()
        .redefineClasses(new java.lang.instrument.ClassDefinition(held.getClass(), again));
    assertEquals("kept", state(held));
    assertEquals("top", ((Callable<?>) held).call());
  }

  @Test
  void whatWasLoadedBeforeIsWovenWithoutAPlace() throws Exception {
    loader.add(Top.class.getName(), TestJvm.bytes(Top.class));
    Class<?> loaded = Class.forName(Top.class.getName(), true, loader);
    byte[] later =
        weaver.transform(
            Top.class.getClassLoader(),
            internal(Top.class),
            loaded,
            null,
            TestJvm.bytes(Top.class));
    TestJvm.instrumentation()
        .redefineClasses(new java.lang.instrument.ClassDefinition(loaded, later));
    Object made = loaded.getDeclaredConstructor().newInstance();
    assertFalse(holder().isInstance(made));
    assertEquals("top", ((Callable<?>) made).call());
    assertEquals(2, Calls.take().size());
  }

  private Object make(Class<?> type) throws Exception {
    byte[] classFile = weave(type);
    loader.add(type.getName(), classFile);
    Woven.check(classFile, loader);
    return Class.forName(type.getName(), true, loader).getDeclaredConstructor().newInstance();
  }

  private byte[] weave(Class<?> type) {
    return weaver.transform(type.getClassLoader(), internal(type), null, null, TestJvm.bytes(type));
  }

  private static String internal(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  /** By reflection, since the compiler of tests sees no class path entry's {@code java.lang}. */
  private static Class<?> holder() throws ClassNotFoundException {
    return Class.forName(BootRing.HOLDER);
  }

  private static Object state(Object held) throws ReflectiveOperationException {
    return holder().getMethod("sidelight$state").invoke(held);
  }

  private static void remember(Object held, Object state) throws ReflectiveOperationException {
    holder().getMethod("sidelight$state", Object.class).invoke(held, state);
  }
}
