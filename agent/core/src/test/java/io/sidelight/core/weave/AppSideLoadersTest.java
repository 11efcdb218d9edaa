package io.sidelight.core.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppSideLoadersTest {
  private static final String ADVICE = "io.sidelight.inst.sample.advice.Recording";

  private final ClassLoader agent = getClass().getClassLoader();
  private final AppSideLoaders loaders = new AppSideLoaders(agent);

  @Test
  void oneForEachLoaderAndNameSpace() {
    ClassLoader first = new Woven.Loader(null);
    ClassLoader second = new Woven.Loader(null);
    ClassLoader javax = loaders.of(first, NameSpace.JAVAX);
    assertSame(javax, loaders.of(first, NameSpace.JAVAX));
    ClassLoader jakarta = loaders.of(first, NameSpace.JAKARTA);
    assertNotSame(javax, jakarta);
    assertSame(jakarta, loaders.of(first, NameSpace.JAKARTA));
    assertNotSame(javax, loaders.of(second, NameSpace.JAVAX));
    ClassLoader bootstrap = loaders.of(null, NameSpace.JAVAX);
    assertSame(bootstrap, loaders.of(null, NameSpace.JAVAX));
    assertSame(null, bootstrap.getParent());
  }

  @Test
  void definesAdviceAloneAndAsksOthersForTheRest() throws Exception {
    Woven.Loader application = new Woven.Loader(null);
    application.add("Old", OldClassFilesTest.subroutine(48));
    ClassLoader loader = loaders.of(application, NameSpace.JAVAX);

    Class<?> advice = loader.loadClass(ADVICE);
    assertSame(loader, advice.getClassLoader());
    assertSame(advice, loader.loadClass(ADVICE));
    assertSame(Calls.class, loader.loadClass(Calls.class.getName()), "of the agent's");
    assertSame(application, loader.loadClass("Old").getClassLoader());
    assertThrows(
        ClassNotFoundException.class, () -> loader.loadClass(ADVICE.replace("Rec", "NoSuch")));
    assertThrows(
        ClassNotFoundException.class,
        () -> loader.loadClass(Test.class.getName()),
        "on the agent's class path, but not the application's");
  }

  @Test
  void goesWithItsApplication() throws Exception {
    Woven woven = Woven.install();
    WeakReference<?>[] gone = runOnce(woven);
    Reachability.assertCollected(gone[0]);
    Reachability.assertCollected(gone[1]);
  }

  /** The application's loader and the advice's, after advice has run. */
  private static WeakReference<?>[] runOnce(Woven woven) throws Exception {
    Class<?> type =
        woven.define(
            TestJvm.bytes(Shapes.class), MethodRule.overloads("object", "Loader").enter("own"));
    Object shapes = type.getDeclaredConstructor().newInstance();
    type.getMethod("object", Object.class).invoke(shapes, "a");
    Object loader = ((Calls.Begin) Calls.take().get(0)).arguments.get(0);
    assertEquals(type.getClassLoader(), ((ClassLoader) loader).getParent());
    // A failure would hold its stack's classes.
    assertEquals(List.of(), woven.failed);
    return new WeakReference<?>[] {
      new WeakReference<>(type.getClassLoader()), new WeakReference<>(loader)
    };
  }
}
