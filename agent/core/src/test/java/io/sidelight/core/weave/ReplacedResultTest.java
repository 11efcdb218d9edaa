package io.sidelight.core.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules by which the returned object goes through an advice. */
class ReplacedResultTest {
  private static final String STRING = "()Ljava/lang/String;";

  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"JAVA_5", "JAVA_6", "JAVA_7", "JAVA_17"})
  void theAdviceForTheEndSeesWhatIsReturned(Format format) throws Exception {
    Woven woven = Woven.install();
    Callable<?> marked =
        define(
            woven,
            format,
            MethodRule.method("call", STRING, "Replacing").enter("begin").replaceResult("other"),
            MethodRule.method("call", STRING, "Recording").enter("begin").exit("end"));
    assertEquals("called 2 6!", marked.call());
    List<Object> calls = Calls.take();
    assertEquals(
        "[begin Replacing[], begin Recording[], "
            + "end Recording token=begin Recording[] returned=called 2 6 thrown=null, "
            + "begin Replacing.other[true, called 2 6]]",
        calls.toString());
    assertEquals(List.of(), woven.failed);
  }

  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"JAVA_5", "JAVA_17"})
  void whatAnAdviceCannotReplaceIsKept(Format format) throws Exception {
    Woven woven = Woven.install();
    Callable<?> marked =
        define(
            woven,
            format,
            MethodRule.method("call", STRING, "Replacing").replaceResult("fails"),
            MethodRule.method("plain", "(I)I", "Replacing").replaceResult("other"));
    assertEquals("called 2 6", marked.call());
    assertEquals("sample: an advice threw", woven.failed.get(0));
  }

  private static Callable<?> define(Woven woven, Format format, MethodRule... rules)
      throws Exception {
    byte[] classFile = format.write(TestJvm.bytes(Marked.class));
    return (Callable<?>) woven.define(classFile, rules).getDeclaredConstructor().newInstance();
  }
}
