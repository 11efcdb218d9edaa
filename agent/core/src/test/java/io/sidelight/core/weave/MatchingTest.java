package io.sidelight.core.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import probe.RecordingLoader;

/** Which classes are woven, and that finding out loads none. */
class MatchingTest {
  private static final String SOURCE =
      """
      package lib;
      interface Root { void run(); }
      interface Middle extends Root {}
      abstract class Base implements Middle {}
      class Deep extends Base { public void run() {} }
      class Mentions extends Base { public void run2() { run(); } public void run() {} }
      class Caller { void call(Root root) { root.run(); } }
      class OtherType { public void run() {} }
      class OtherShape extends Base { public void run() {} public void run(int a) {} }
      abstract class Inherits extends Base { void call() { run(); } }
      interface Default extends Root { default void run() {} }
      class Orphan extends Gone implements Root { public void run() {} }
      class Gone {}
      class Lost extends Gone { public void run() {} }
      """;

  @TempDir private Path folder;
  private RecordingLoader loader;
  private final Woven woven = Woven.install();
  private final Weaver weaver =
      woven.weaver(
          Woven.sample(
              ClassRule.subtypesOf("lib.Root")
                  .weave(MethodRule.method("run", "()V", "Recording").exit("end")),
              ClassRule.subtypesOf("javax.servlet.Servlet")
                  .weave(MethodRule.method("run", "()V", "Recording").exit("end")),
              ClassRule.named("lib.Caller", "lib.NoSuch")
                  .weave(MethodRule.overloads("call", "Recording").exit("end"))));

  @BeforeEach
  void compile() throws IOException {
    Path base = Files.createDirectory(folder.resolve("base"));
    Path app = Files.createDirectory(folder.resolve("app"));
    compile("lib/All.java", SOURCE, app);
    compile("javax/servlet/Servlet.java", "package javax.servlet; interface Servlet {}", app);
    compile(
        "javax/servlet/Own.java",
        "package javax.servlet; class Own implements Servlet { void run() {} }",
        app);
    Files.createDirectory(base.resolve("lib"));
    // The ancestors' ancestors are another loader's.
    for (String name : new String[] {"Root", "Middle"}) {
      Files.move(app.resolve("lib/" + name + ".class"), base.resolve("lib/" + name + ".class"));
    }
    Files.delete(app.resolve("lib/Gone.class"));
    ClassLoader parent = new RecordingLoader(base, ClassLoader.getPlatformClassLoader());
    loader = new RecordingLoader(app, parent);
  }

  private void compile(String name, String source, Path to) throws IOException {
    Path file = folder.resolve("src").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int result =
        compiler.run(null, said, said, "-cp", to.toString(), "-d", to.toString(), file.toString());
    assertEquals(0, result, said::toString);
  }

  @AfterEach
  void nothingWasLoadedOrFailed() throws IOException {
    assertEquals(List.of(), loader.asked());
    assertEquals(List.of(), ((RecordingLoader) loader.getParent()).asked());
    assertEquals(List.of(), woven.failed);
    loader.close();
    ((RecordingLoader) loader.getParent()).close();
  }

  @Test
  void subtypesThroughSuperclassesInterfacesAndLoaders() throws Exception {
    assertWoven("lib/Deep");
    assertWoven("lib/Mentions");
    assertWoven("lib/OtherShape");
    assertEquals(List.of("sample", "sample", "sample"), woven.wovenFor);
  }

  @Test
  void defaultMethodsAreWoven() throws Exception {
    assertWoven("lib/Default");
  }

  @Test
  void missingAncestorHidesNoOther() throws Exception {
    assertWoven("lib/Orphan");
    assertLeft("lib/Lost");
  }

  @Test
  void aClassThatOnlyMentionsTheMethodIsLeft() throws Exception {
    assertLeft("lib/Inherits");
    assertLeft("lib/OtherType");
    assertLeft("lib/Root");
    assertLeft("lib/Base");
  }

  @Test
  void anInstrumentationThatFailsHindersNoOther() {
    Instrumentation broken =
        new Instrumentation() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public List<ClassRule> rules() {
            throw new LinkageError("as asked");
          }
        };
    ClassRule rule = ClassRule.named("lib.Caller").weave(MethodRule.overloads("run", "None"));
    Woven told = Woven.install();
    RuleIndex index = new RuleIndex(List.of(broken, Woven.sample(rule)), told);
    assertEquals(1, index.byName("lib/Caller").size());
    assertEquals(List.of("broken: it is left out"), told.failed);
  }

  @Test
  void byName() throws Exception {
    assertWoven("lib/Caller");
  }

  @Test
  void whatTheApplicationBringsUnderJavaxIsTheApplications() throws Exception {
    assertWoven("javax/servlet/Own");
    assertEquals(List.of("javax/servlet/Own"), woven.applicationClasses);
  }

  @Test
  void whatTheJdkHasUnderJavaxIsTheJdks() {
    ClassLoader platform = ClassLoader.getSystemClassLoader().getParent();
    weaver.transform(platform, "javax/sql/Own", null, null, new byte[0]);
    assertEquals(List.of(), woven.applicationClasses);
    assertEquals(List.of(), woven.failed);
  }

  @Test
  void applicationClassesAreTold() throws Exception {
    assertLeft("lib/Base");
    weaver.transform(null, "lib/Other", null, null, new byte[0]);
    weaver.transform(loader, null, null, null, new byte[0]);
    assertEquals(List.of("lib/Base"), woven.applicationClasses);
  }

  @Test
  void loadersOfAgentsAreLeft() throws Exception {
    byte[] classFile = TestJvm.bytes(loader, "lib/Caller");
    assertNull(weaver.transform(new Woven.Loader(null), "lib/Caller", null, null, classFile));
  }

  @Test
  void theTypeOfTheRuleItselfCounts() {
    Weaver own =
        woven.weaver(
            Woven.sample(
                ClassRule.subtypesOf("lib.OtherType")
                    .weave(MethodRule.method("run", "()V", "Recording").exit("end"))));
    byte[] classFile = TestJvm.bytes(loader, "lib/OtherType");
    assertNotNull(own.transform(loader, "lib/OtherType", null, null, classFile));
  }

  @Test
  void exceptedPackagesAreLeft() throws Exception {
    Weaver own =
        woven.weaver(
            Woven.sample(
                ClassRule.subtypesOf("lib.Root")
                    .except("lib.De", "lib.OtherS")
                    .holding()
                    .weave(MethodRule.method("run", "()V", "Recording").exit("end"))));
    for (String name : List.of("lib/Deep", "lib/Default", "lib/OtherShape", "lib/Mentions")) {
      byte[] woven = own.transform(loader, name, null, null, TestJvm.bytes(loader, name));
      assertEquals(name.equals("lib/Mentions"), woven != null, name);
    }
  }

  private void assertWoven(String name) {
    byte[] classFile = TestJvm.bytes(loader, name);
    byte[] changed = weaver.transform(loader, name, null, null, classFile);
    assertNotNull(changed, name);
    assertTrue(changed.length > classFile.length);
  }

  private void assertLeft(String name) {
    assertNull(weaver.transform(loader, name, null, null, TestJvm.bytes(loader, name)), name);
  }
}
