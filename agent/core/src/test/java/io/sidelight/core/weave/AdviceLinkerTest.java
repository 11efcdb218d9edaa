package io.sidelight.core.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Whatever becomes of advice, the application does not notice. */
class AdviceLinkerTest {

  @ParameterizedTest
  @EnumSource
  void checkedExceptionIsSwallowed(Format format) throws Exception {
    assertSwallowed(format, "checked", IOException.class);
  }

  @ParameterizedTest
  @EnumSource
  void errorIsSwallowed(Format format) throws Exception {
    assertSwallowed(format, "error", AssertionError.class);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"JAVA_1_4", "JAVA_17"},
      mode = Mode.INCLUDE)
  void stackOverflowIsSwallowed(Format format) throws Exception {
    assertSwallowed(format, "overflow", StackOverflowError.class);
  }

  private static void assertSwallowed(Format format, String advice, Class<?> thrown)
      throws Exception {
    Woven woven = Woven.install();
    Class<?> type =
        woven.define(
            format.write(TestJvm.bytes(Shapes.class)),
            MethodRule.overloads("catchAll", "Throwing")
                .enter(advice, Argument.arg(0))
                .exit(advice + "End"),
            MethodRule.overloads("text", "Throwing")
                .enter(advice, Argument.self())
                .exit(advice + "End"));
    Object shapes = type.getDeclaredConstructor().newInstance();

    Method catchAll = type.getMethod("catchAll", int.class);
    assertEquals(true, catchAll.invoke(shapes, 1), "not caught by the method's own handler");
    assertEndedOnce(null);
    assertEquals(false, catchAll.invoke(shapes, 0));
    assertEndedOnce(null);

    Method text = type.getMethod("text", String.class);
    assertEquals("a", text.invoke(shapes, " a "));
    assertEndedOnce(null);
    InvocationTargetException own =
        assertThrows(InvocationTargetException.class, () -> text.invoke(shapes, (Object) null));
    assertEquals(NullPointerException.class, own.getCause().getClass());
    assertEndedOnce(own.getCause());

    assertEquals(8, woven.failures.size(), () -> "each is told: " + woven.failed);
    for (int i = 0; i < 8; i++) {
      assertEquals("sample: an advice threw", woven.failed.get(i));
      assertSame(thrown, woven.failures.get(i).getClass());
    }
  }

  private static void assertEndedOnce(Throwable thrown) {
    List<Object> calls = Calls.take();
    assertEquals(1, calls.size(), calls::toString);
    Calls.End end = (Calls.End) calls.get(0);
    assertNull(end.token, "the beginning threw");
    assertSame(thrown, end.thrown);
  }

  @ParameterizedTest
  @EnumSource(names = {"JAVA_1_4", "JAVA_17"})
  void missingAdviceDoesNothingAndIsToldOnce(Format format) throws Exception {
    Woven woven = Woven.install();
    Class<?> type =
        woven.define(
            format.write(TestJvm.bytes(Shapes.class)),
            MethodRule.overloads("switches", "NoSuchAdvice")
                .enter("begin", Argument.arg(1))
                .exit("end"),
            MethodRule.overloads("number", "Recording")
                .enter("noSuchMethod", Argument.arg(0))
                .exit("end"));
    Object shapes = type.getDeclaredConstructor().newInstance();
    Method switches = type.getMethod("switches", int.class, String.class);
    for (int i = 0; i < 9; i++) {
      assertEquals(
          i == 7 ? null : i == 0 ? "none" : i == 1 ? "one" : "b", call(switches, shapes, i));
    }
    assertEquals(List.of(), Calls.take());
    assertEquals(13, type.getMethod("number", int.class).invoke(shapes, 10));
    assertEquals("[end Recording token=null returned=null thrown=null]", Calls.take().toString());
    assertEquals(
        List.of(
            "sample: advice sample:NoSuchAdvice:begin:javax is left out",
            "sample: advice sample:NoSuchAdvice:end:javax is left out",
            "sample: advice sample:Recording:noSuchMethod:javax is left out"),
        woven.failed);
    assertTrue(woven.failures.get(0) instanceof ClassNotFoundException);
    assertTrue(woven.failures.get(2) instanceof NoSuchMethodException);
  }

  @ParameterizedTest
  @EnumSource(names = {"JAVA_1_4", "JAVA_17"})
  void nameStandsForTheOnePublicMethod(Format format) throws Exception {
    Woven woven = Woven.install();
    byte[] shapes = format.write(TestJvm.bytes(Shapes.class));
    for (String advice : List.of("mine", "either")) {
      Class<?> type =
          woven.define(
              shapes,
              MethodRule.overloads("number", "Overloaded")
                  .enter(advice, Argument.arg(0))
                  .exit("end"));
      Object instance = type.getDeclaredConstructor().newInstance();
      assertEquals(13, type.getMethod("number", int.class).invoke(instance, 10));
    }
    assertEquals(
        "[end Overloaded token=11 returned=null thrown=null,"
            + " end Overloaded token=null returned=null thrown=null]",
        Calls.take().toString());
    assertEquals(
        List.of("sample: advice sample:Overloaded:either:javax is left out"), woven.failed);
  }

  private static Object call(Method switches, Object shapes, int a) throws Exception {
    return switches.invoke(shapes, a, "b");
  }

  @ParameterizedTest
  @EnumSource(names = {"JAVA_1_4", "JAVA_17"})
  void listenerThatFailsReachesNobody(Format format) throws Exception {
    Woven woven = Woven.install();
    woven.failWith = new StackOverflowError("none left");
    Class<?> type =
        woven.define(
            format.write(TestJvm.bytes(Shapes.class)),
            MethodRule.overloads("number", "Throwing")
                .enter("error", Argument.arg(0))
                .exit("errorEnd"));
    Object shapes = type.getDeclaredConstructor().newInstance();
    assertEquals(13, type.getMethod("number", int.class).invoke(shapes, 10));
    assertEndedOnce(null);
  }
}
