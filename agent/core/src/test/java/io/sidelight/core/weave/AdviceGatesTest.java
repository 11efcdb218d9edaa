package io.sidelight.core.weave;

import static java.lang.invoke.MethodType.methodType;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sidelight.inst.sample.advice.Gated;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdviceGatesTest {
  private static final String FAILURE = "sample: an advice threw";

  private final Woven woven = Woven.install();
  private final Class<?> advice;

  AdviceGatesTest() throws Exception {
    byte[] gated = AdviceGates.add(TestJvm.bytes(Gated.class), "sample");
    Woven.Loader loader = new Woven.Loader(getClass().getClassLoader());
    Woven.check(gated, loader);
    advice = loader.add(Gated.class.getName(), gated).loadClass(Gated.class.getName());
  }

  private MethodHandle gate(String name, boolean keeping, Class<?> returned, Class<?>... taken)
      throws Exception {
    MethodType type = methodType(returned, taken);
    return MethodHandles.publicLookup().findStatic(advice, AdviceName.gate(name, keeping), type);
  }

  @Test
  void argumentsOfAllTypesArrive() throws Throwable {
    MethodHandle joined =
        gate(
            "joined",
            false,
            Object.class,
            Object.class,
            boolean.class,
            char.class,
            byte.class,
            short.class,
            int.class,
            long.class,
            float.class,
            double.class,
            Object.class);
    assertEquals(
        "atruec1234567.08.09",
        joined.invoke("a", true, 'c', (byte) 1, (short) 2, 3, 456L, 7f, 8.0, new int[9]));
    assertEquals(List.of(), woven.failed);
    assertNull(joined.invoke("a", true, 'c', (byte) 1, (short) 2, 3, 4L, 7f, 8.0, new long[9]));
    assertEquals(List.of(FAILURE), woven.failed);
    assertSame(ClassCastException.class, woven.failures.get(0).getClass());
  }

  @Test
  void whatReturnsNothingHasTheTypeOfItsPlace() throws Throwable {
    MethodHandle begin = gate("begin", false, Object.class, Object.class);
    assertNull(begin.invoke("a"));
    MethodHandle end = gate("end", false, void.class, Object.class, Object.class, Throwable.class);
    end.invoke("token", "returned", null);
    assertEquals(List.of(), woven.failed);
    assertNull(begin.invoke(""));
    end.invoke("token", "", null);
    assertEquals(List.of(FAILURE, FAILURE), woven.failed);
  }

  @Test
  void whatThrowsReturnsNothing() throws Throwable {
    assertEquals(2, (int) gate("integer", false, int.class, Object.class).invoke((Object) "ab"));
    assertEquals(0, (int) gate("integer", false, int.class, Object.class).invoke((Object) ""));
    assertEquals(2, (long) gate("wide", false, long.class, Object.class).invoke((Object) "ab"));
    assertEquals(0, (long) gate("wide", false, long.class, Object.class).invoke((Object) ""));
    assertEquals(2, (float) gate("single", false, float.class, Object.class).invoke((Object) "ab"));
    assertEquals(0, (float) gate("single", false, float.class, Object.class).invoke((Object) ""));
    assertEquals(
        2, (double) gate("twofold", false, double.class, Object.class).invoke((Object) "ab"));
    assertEquals(
        0, (double) gate("twofold", false, double.class, Object.class).invoke((Object) ""));
    assertEquals(
        true, (boolean) gate("yes", false, boolean.class, Object.class).invoke((Object) "ab"));
    assertEquals(
        false, (boolean) gate("yes", false, boolean.class, Object.class).invoke((Object) ""));
    MethodHandle array = gate("array", false, Object.class, Object.class);
    assertArrayEquals(new int[2], (int[]) array.invoke("ab"));
    assertNull(array.invoke(""));
    assertEquals(6, woven.failed.size(), () -> woven.failed.toString());
  }

  @Test
  void whatReplacesKeepsWhatItCannotReplace() throws Throwable {
    MethodHandle replacing = gate("other", true, Object.class, Object.class, Object.class);
    assertEquals("a!", replacing.invoke("token", "a"));
    RuntimeException thrown = new IllegalStateException("told to");
    assertEquals("a", replacing.invoke(thrown, "a"));
    assertSame(thrown, woven.failures.get(0));
    assertEquals(5, replacing.invoke("token", 5), "no text");
    MethodHandle same = gate("other", false, Object.class, Object.class, Object.class);
    assertEquals("a!", same.invoke("token", "a"));
    assertNull(same.invoke(thrown, "a"));
  }

  @Test
  void onlyWhatASiteCanNameHasOne() throws Exception {
    List<String> gates = List.of("all", "hidden", "fail", "twice");
    for (Method method : advice.getDeclaredMethods()) {
      for (String name : gates) {
        assertEquals(false, method.getName().startsWith(name + "$"), method::toString);
      }
    }
    assertThrows(
        NoSuchMethodException.class,
        () -> gate("begin", true, Object.class, Object.class),
        "only what takes token and parameter can keep it");
    assertSame(Object.class, advice.getMethod("all", Object[].class).getReturnType());
  }

  @Test
  void aClassWithoutAnyIsLeftAsItIs() {
    byte[] none = TestJvm.bytes(Woven.Loader.class);
    assertSame(none, AdviceGates.add(none, "sample"));
  }
}
