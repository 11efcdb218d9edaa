package io.sidelight.core.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules about methods that bear an annotation. */
class AnnotatedMethodsTest {
  private static final ClassRule RULE =
      ClassRule.annotatedMethods(Marked.Mark.class.getName(), Marked.Named.class.getName())
          .weave(
              MethodRule.annotated("Recording")
                  .enter("begin", Argument.method(), Argument.annotatedParameters())
                  .exit("end"));

  private final Woven woven = Woven.install();
  private final Weaver weaver = woven.weaver(Woven.sample(RULE));

  /** Java 5 is the first that has annotations. */
  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"JAVA_5", "JAVA_6", "JAVA_7"})
  void adviceIsToldOfMethodAndParameters(Format format) throws Exception {
    assertWoven(format.write(TestJvm.bytes(Marked.class)));
  }

  @Test
  void adviceIsToldInTodaysFormat() throws Exception {
    assertWoven(TestJvm.bytes(Marked.class));
  }

  private void assertWoven(byte[] classFile) throws Exception {
    String name = Marked.class.getName();
    Woven.Loader loader = new Woven.Loader(Woven.class.getClassLoader());
    byte[] changed =
        weaver.transform(
            // The loader of agents' classes is left alone, and this one is called so.
            getClass().getClassLoader(), name.replace('.', '/'), null, null, classFile);
    assertNotNull(changed);
    loader.add(name, changed);
    Woven.check(changed, loader);
    Callable<?> marked =
        (Callable<?>) Class.forName(name, true, loader).getDeclaredConstructor().newInstance();

    assertEquals("called 2 6", marked.call());

    List<Object> calls = Calls.take();
    assertEquals(8, calls.size(), calls::toString);
    assertBegan(calls.get(0), name + "\ncall\n()Ljava/lang/String;\n@value=call", null);
    assertBegan(calls.get(1), name + "\nplain\n(I)I", null);
    assertBegan(
        calls.get(3),
        name
            + "\nwide\n(JLjava/lang/String;ZLjava/lang/Object;)J"
            + "\n@value=two\\nlines \\\\\n@policy=CLASS\n@flag=false\na\nb\n",
        Arrays.asList(2L, true, null));
    assertBegan(calls.get(4), name + "\nhidden\n(Ljava/lang/String;)I\n@value=hidden", null);
    assertEquals(List.of(), woven.failed);
    assertEquals(List.of("sample"), woven.wovenFor);
  }

  private static void assertBegan(Object call, String text, List<?> parameters) {
    List<Object> arguments = ((Calls.Begin) call).arguments;
    assertEquals(text, arguments.get(0));
    Object given = arguments.get(1);
    assertEquals(parameters, given == null ? null : Arrays.asList((Object[]) given));
  }

  @Test
  void classesWithoutTheAnnotationAreLeft() {
    String name = Marked.Other.class.getName().replace('.', '/');
    ClassLoader loader = getClass().getClassLoader();
    byte[] classFile = TestJvm.bytes(Marked.Other.class);
    assertNull(weaver.transform(loader, name, null, null, classFile));
    assertNull(
        weaver.transform(null, "java/lang/Own", null, null, TestJvm.bytes(Marked.class)),
        "the JDK's");
    assertEquals(List.of(), woven.failed);
  }

  @Test
  void loadedClassesAreFoundByTheirFiles() {
    assertTrue(weaver.wants(Marked.class, weaver.loadedAnnotated()));
    assertFalse(weaver.wants(Marked.Named.class, weaver.loadedAnnotated()));
    assertFalse(weaver.wants(String.class, weaver.loadedAnnotated()));
  }
}
