package io.sidelight.core.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.Type;

/** Every method of {@link Shapes}, in every format, does what it did, and its advice is called. */
class ShapesTest {
  private static final int TRIES = 24;

  @ParameterizedTest
  @EnumSource
  void wovenMethodDoesWhatItDid(Format format) throws Exception {
    run(format, 1);
  }

  @ParameterizedTest
  @EnumSource
  void twoRulesOnOneMethodAreNested(Format format) throws Exception {
    run(format, 2);
  }

  @ParameterizedTest
  @EnumSource
  void eachFormatIsVerifiedWithoutFallingBack(Format format) throws Exception {
    if (format.frames) {
      Woven woven = Woven.install();
      byte[] bytes =
          woven.weave(format.write(TestJvm.bytes(Shapes.class)), null, rules(Shapes.class, 2));
      Woven.Loader loader = new Woven.Loader(Shapes.class.getClassLoader());
      loader.add(Shapes.class.getName(), format.version > 50 ? bytes : Format.strict(bytes));
      // Reflection links the class, and linking verifies it.
      assertTrue(loader.loadClass(Shapes.class.getName()).getDeclaredMethods().length > 30);
    }
  }

  private static void run(Format format, int depth) throws Exception {
    Woven woven = Woven.install();
    byte[] classFile = format.write(TestJvm.bytes(Shapes.class));
    Class<?> original = woven.define(classFile);
    Class<?> changed = woven.define(classFile, rules(Shapes.class, depth));
    for (Method method : Shapes.class.getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers())) {
        for (int i = 0; i < TRIES; i++) {
          call(original, changed, method, i, depth);
        }
      }
    }
    assertEquals(List.of(), woven.failed);
  }

  private static MethodRule[] rules(Class<?> type, int depth) {
    List<MethodRule> rules = new ArrayList<>();
    for (Method method : type.getDeclaredMethods()) {
      for (int i = 0; i < depth && Modifier.isPublic(method.getModifiers()); i++) {
        String descriptor = Type.getMethodDescriptor(method);
        List<Argument> all = new ArrayList<>(List.of(Argument.self()));
        for (int j = 0; j < method.getParameterCount(); j++) {
          all.add(Argument.arg(j));
        }
        rules.add(
            MethodRule.method(method.getName(), descriptor, i == 0 ? "Recording" : "Inner")
                .enter("begin", all.toArray(new Argument[0]))
                .exit("end"));
      }
    }
    return rules.toArray(new MethodRule[0]);
  }

  private static void call(
      Class<?> original, Class<?> changed, Method method, int variant, int depth)
      throws ReflectiveOperationException {
    Outcome expected = new Outcome(original, method, arguments(method, variant));
    assertEquals(List.of(), Calls.take(), "the original is not woven");
    Object[] arguments = arguments(method, variant);
    Outcome actual = new Outcome(changed, method, arguments);
    List<Object> calls = Calls.take();

    String what = method + " variant " + variant;
    assertEquals(expected.toString(), actual.toString(), what);
    assertEquals(2 * depth, calls.size(), () -> what + ": " + calls);
    for (int i = 0; i < depth; i++) {
      Calls.Begin begin = (Calls.Begin) calls.get(i);
      Calls.End end = (Calls.End) calls.get(calls.size() - 1 - i);
      assertEquals(i == 0 ? "Recording" : "Inner", begin.advice, "the first rule is outermost");
      assertEquals(begin.advice, end.advice);
      assertSame(begin, end.token, what);
      assertSame(actual.self, begin.arguments.get(0), what);
      assertEquals(
          Arrays.asList(arguments), begin.arguments.subList(1, begin.arguments.size()), what);
      assertSame(actual.thrown, end.thrown, what);
      if (method.getReturnType() == boolean.class) {
        assertEquals(actual.returned, end.returned, what);
      } else if (method.getReturnType().isPrimitive()) {
        assertNull(end.returned, what);
      } else {
        assertSame(actual.returned, end.returned, what);
      }
    }
  }

  private static Object[] arguments(Method method, int variant) {
    Object[] arguments = new Object[method.getParameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      Object[] values = values(method.getParameterTypes()[i]);
      int at = variant < TRIES / 2 ? variant + i : variant * (i + 1) + variant / 3;
      arguments[i] = values[at % values.length];
    }
    return arguments;
  }

  private static Object[] values(Class<?> type) {
    if (type == int.class) {
      return new Object[] {0, 1, 2, 7, -3, 100000};
    } else if (type == long.class) {
      return new Object[] {0L, 5L, Long.MIN_VALUE};
    } else if (type == double.class) {
      return new Object[] {0.0, 2.5, Double.NaN};
    } else if (type == float.class) {
      return new Object[] {0f, -1.5f};
    } else if (type == boolean.class) {
      return new Object[] {true, false};
    } else if (type == char.class) {
      return new Object[] {'a', '\uffff'};
    } else if (type == byte.class) {
      return new Object[] {(byte) 1, Byte.MIN_VALUE};
    } else if (type == short.class) {
      return new Object[] {(short) 1, Short.MIN_VALUE};
    } else if (type == int[].class) {
      return new Object[] {new int[] {1}, null};
    } else if (type == long[].class) {
      return new Object[] {new long[3], null};
    } else if (type == Object[].class) {
      return new Object[] {new Object[] {null, "x"}, new Object[0], null};
    }
    return new Object[] {"a", null, " b "};
  }

  /** What one call came to. */
  private static final class Outcome {
    final Object self;
    Object returned;
    Throwable thrown;

    Outcome(Class<?> type, Method method, Object[] arguments) throws ReflectiveOperationException {
      boolean isStatic = Modifier.isStatic(method.getModifiers());
      self = isStatic ? null : type.getDeclaredConstructor().newInstance();
      try {
        Method same = type.getDeclaredMethod(method.getName(), method.getParameterTypes());
        returned = same.invoke(self, arguments);
      } catch (InvocationTargetException e) {
        thrown = e.getCause();
      }
    }

    @Override
    public String toString() {
      return Arrays.deepToString(new Object[] {returned}) + " " + thrown;
    }
  }
}
