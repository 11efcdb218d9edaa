package io.sidelight.core.weave;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Sets the weaver up, and weaves what was loaded before. */
public final class Weaving {
  private final java.lang.instrument.Instrumentation jvm;
  private final Weaver weaver;
  private final WeaveListener listener;

  private Weaving(java.lang.instrument.Instrumentation jvm, Weaver weaver, WeaveListener listener) {
    this.jvm = jvm;
    this.weaver = weaver;
    this.listener = listener;
  }

  /**
   * Weaves every class loaded from now on. {@link BootRing} must have been installed before.
   *
   * @param agent the loader that serves advice and {@code record}
   */
  public static Weaving install(
      java.lang.instrument.Instrumentation jvm,
      ClassLoader agent,
      List<Instrumentation> instrumentations,
      WeaveListener listener)
      throws IOException {
    SiteNumbers numbers = new SiteNumbers();
    // What runs inside class loading is loaded and initialised beforehand: a class that the linker
    // or the weaver needed for the first time while it loads another would be a circle.
    SidelightDispatcher.install(new AdviceLinker(agent, numbers, listener));
    java.util.concurrent.ThreadLocalRandom.current().nextInt();
    Weaver weaver = new Weaver(new RuleIndex(instrumentations, listener), numbers, listener);
    WarmUp.run(weaver, agent);
    jvm.addTransformer(weaver, true);
    return new Weaving(jvm, weaver, listener);
  }

  /**
   * Before the application's main: weaves those classes of the JDK that rules name, and what the
   * JVM or another agent has loaded of the application. From an AOT cache that is nearly all of it.
   *
   * @return whether something of the application was loaded
   */
  public boolean weaveEarly() {
    List<Class<?>> wanted = new ArrayList<>();
    boolean early = false;
    LoadedAnnotated annotated = weaver.loadedAnnotated();
    for (Class<?> loaded : jvm.getAllLoadedClasses()) {
      if (Weaver.isOfJdk(loaded.getClassLoader())) {
        if (weaver.names(loaded)) {
          wanted.add(loaded);
        }
      } else if (Weaver.isOfApplication(loaded)) {
        early = true;
        addIfWanted(loaded, annotated, wanted);
      }
    }
    retransform(wanted.toArray(new Class<?>[0]));
    return early;
  }

  /**
   * Weaves the classes that were loaded before the agent came. A class that cannot be woven does
   * not hinder the others.
   */
  public void weaveLoaded() {
    List<Class<?>> wanted = new ArrayList<>();
    LoadedAnnotated annotated = weaver.loadedAnnotated();
    for (Class<?> loaded : jvm.getAllLoadedClasses()) {
      addIfWanted(loaded, annotated, wanted);
    }
    retransform(wanted.toArray(new Class<?>[0]));
  }

  private void addIfWanted(Class<?> loaded, LoadedAnnotated annotated, List<Class<?>> wanted) {
    try {
      if (jvm.isModifiableClass(loaded) && weaver.wants(loaded, annotated)) {
        wanted.add(loaded);
      }
    } catch (LinkageError | RuntimeException e) {
      listener.failed("weave", "class " + loaded.getName() + " is left as it is", e);
    }
  }

  /** All at once, since each retransformation stops the JVM; halved where one class spoils it. */
  private void retransform(Class<?>[] classes) {
    if (classes.length == 0) {
      return;
    }
    try {
      jvm.retransformClasses(classes);
    } catch (Throwable e) {
      if (classes.length == 1) {
        listener.failed("weave", "class " + classes[0].getName() + " is left as it is", e);
        return;
      }
      int half = classes.length / 2;
      Class<?>[] first = new Class<?>[half];
      Class<?>[] second = new Class<?>[classes.length - half];
      System.arraycopy(classes, 0, first, 0, half);
      System.arraycopy(classes, half, second, 0, second.length);
      retransform(first);
      retransform(second);
    }
  }
}
