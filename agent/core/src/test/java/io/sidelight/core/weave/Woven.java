package io.sidelight.core.weave;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.CheckClassAdapter;

/** A weaver and linker of its own for one test, with what they told their listener. */
final class Woven implements WeaveListener {
  static {
    TestJvm.instrumentation();
  }

  final List<Throwable> failures = new ArrayList<>();
  final List<String> failed = new ArrayList<>();
  final List<String> wovenFor = new ArrayList<>();
  final List<String> applicationClasses = new ArrayList<>();

  /** What telling of a failure throws, if anything. */
  Error failWith;

  final SiteNumbers numbers = new SiteNumbers();

  /** Makes this linker the one that answers in this JVM. */
  static Woven install() {
    Woven woven = new Woven();
    woven.install(Woven.class.getClassLoader());
    Calls.take();
    return woven;
  }

  /** By reflection, since the compiler of tests sees no class path entry's {@code java.lang}. */
  private void install(ClassLoader agent) {
    try {
      Class<?> dispatcher = Class.forName(BootRing.DISPATCHER);
      Object linker =
          Class.forName("io.sidelight.core.weave.AdviceLinker")
              .getDeclaredConstructor(ClassLoader.class, SiteNumbers.class, WeaveListener.class)
              .newInstance(agent, numbers, this);
      dispatcher.getMethod("install", dispatcher).invoke(null, linker);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the linker could not be installed", e);
    }
  }

  Weaver weaver(Instrumentation... instrumentations) {
    return new Weaver(new RuleIndex(List.of(instrumentations), this), numbers, this);
  }

  static Instrumentation sample(ClassRule... rules) {
    return new Instrumentation() {
      @Override
      public String name() {
        return "sample";
      }

      @Override
      public List<ClassRule> rules() {
        return List.of(rules);
      }
    };
  }

  /** Weaves by the class's name, whatever its loader. */
  byte[] weave(byte[] classFile, ClassLoader loader, MethodRule... rules) {
    String name = new ClassReader(classFile).getClassName();
    RuleIndex index = new RuleIndex(List.of(sample(ClassRule.named(name).weave(rules))), this);
    ClassFile file = new ClassFile(classFile);
    List<MethodPlan> plans = index.plan(file, index.byName(name), null, 0);
    return ClassWeaving.weave(file, plans, numbers, loader, false);
  }

  /** Weaves one class, has ASM and the JVM verify it, and initialises it. */
  Class<?> define(byte[] classFile, MethodRule... rules) throws ClassNotFoundException {
    String name = new ClassReader(classFile).getClassName().replace('/', '.');
    Loader loader = new Loader(Woven.class.getClassLoader());
    byte[] woven = weave(classFile, loader, rules);
    loader.add(name, woven);
    check(woven, loader);
    return Class.forName(name, true, loader);
  }

  /** Fails if ASM's analysis finds anything wrong with a class. */
  static void check(byte[] classFile, ClassLoader loader) {
    StringWriter found = new StringWriter();
    CheckClassAdapter.verify(
        new ClassReader(classFile), loader, false, new PrintWriter(found, true));
    if (found.getBuffer().length() > 0) {
      throw new AssertionError(found);
    }
  }

  @Override
  public synchronized void woven(String instrumentation, String className) {
    wovenFor.add(instrumentation);
  }

  @Override
  public synchronized void failed(String instrumentation, String what, Throwable cause) {
    failed.add(instrumentation + ": " + what);
    failures.add(cause);
    if (failWith != null) {
      throw failWith;
    }
  }

  @Override
  public synchronized void applicationClass(String className) {
    applicationClasses.add(className);
  }

  /** Defines the classes that it was given itself, and asks its parent for all others. */
  static final class Loader extends ClassLoader {
    private final Map<String, byte[]> classes = new HashMap<>();

    Loader(ClassLoader parent) {
      super(parent);
    }

    Loader add(String name, byte[] classFile) {
      classes.put(name, classFile);
      return this;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        byte[] own = classes.get(name);
        if (loaded != null || own == null) {
          return loaded != null ? loaded : super.loadClass(name, resolve);
        }
        return defineClass(name, own, 0, own.length);
      }
    }
  }
}
