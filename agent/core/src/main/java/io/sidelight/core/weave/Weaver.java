package io.sidelight.core.weave;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Weaves advice into classes as they are loaded, or into loaded ones on retransformation. Only
 * method bodies change, so that both ways are the same, but for {@link ClassRule#holding}.
 * Thread-safe; holds no lock while it asks a class loader for anything.
 */
public final class Weaver implements ClassFileTransformer {

  /** Loaders whose classes are of no interest, and which may be in no state to be asked. */
  private static final String[] FOREIGN_LOADERS = {
    "sun.reflect.DelegatingClassLoader",
    "jdk.internal.reflect.DelegatingClassLoader",
    "io.sidelight.",
    "io.opentelemetry.javaagent.",
    "co.elastic.apm.",
    "datadog.trace.",
    "org.glassfish.hk2.",
  };

  /** What belongs to the JDK or to another agent is only woven where a rule names it. */
  private static final String[] FOREIGN_CLASSES = {
    "java/",
    "jdk/",
    "sun/",
    "com/sun/",
    "io/sidelight/premain/",
    "io/opentelemetry/javaagent/",
    "co/elastic/apm/",
    "datadog/",
    "com/intellij/rt/",
    "org/jacoco/agent/",
  };

  /** The loader of what belongs to the JDK but not to its core; on Java 8, that of extensions. */
  private static final ClassLoader PLATFORM = ClassLoader.getSystemClassLoader().getParent();

  private final RuleIndex index;
  private final SiteNumbers numbers;
  private final WeaveListener listener;

  Weaver(RuleIndex index, SiteNumbers numbers, WeaveListener listener) {
    this.index = index;
    this.numbers = numbers;
    this.listener = listener;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (className == null) {
      return null;
    }
    List<RuleIndex.Bound> byName = index.byName(className);
    boolean foreign = isForeign(loader, className);
    if (byName.isEmpty() && foreign) {
      return null;
    }
    try {
      if (loader != null && startsWithAny(loader.getClass().getName(), FOREIGN_LOADERS)) {
        return null;
      }
      if (!foreign && redefined == null) {
        listener.applicationClass(className);
      }
      return weave(loader, className, redefined, classFile, byName, foreign);
    } catch (Throwable e) {
      listener.failed("weave", "class " + className + " is left as it is", e);
      return null;
    }
  }

  private byte @Nullable [] weave(
      @Nullable ClassLoader loader,
      String className,
      @Nullable Class<?> redefined,
      byte[] classFile,
      List<RuleIndex.Bound> byName,
      boolean foreign) {
    ClassFile file = new ClassFile(classFile);
    int mentioned = foreign ? 0 : index.mentioned(file);
    if (byName.isEmpty() && mentioned == 0) {
      return null;
    }
    Ancestry ancestry = null;
    if ((mentioned & WantedNames.METHOD) != 0) {
      ancestry = redefined == null ? new Ancestry(loader, file) : new Ancestry(redefined);
    }
    List<MethodPlan> plans = index.plan(file, byName, ancestry, mentioned);
    if (plans.isEmpty()) {
      return null;
    }
    boolean holds = holds(file, plans, redefined, ancestry, loader);
    byte[] woven = ClassWeaving.weave(file, plans, numbers, loader, holds);
    tell(className, plans);
    return woven;
  }

  /** What is loaded stays what it is: with another transformer's work it comes here once more. */
  private static boolean holds(
      ClassFile file,
      List<MethodPlan> plans,
      @Nullable Class<?> redefined,
      @Nullable Ancestry ancestry,
      @Nullable ClassLoader loader) {
    if (redefined != null) {
      return Arrays.asList(redefined.getInterfaces()).contains(SidelightHolder.class);
    }
    boolean wanted = false;
    for (MethodPlan plan : plans) {
      for (RuleIndex.Bound bound : plan.bounds) {
        wanted |= bound.rule.holds;
      }
    }
    if (!wanted || file.isInterface()) {
      return false;
    }
    Ancestry known = ancestry == null ? new Ancestry(loader, file) : ancestry;
    return !known.includes("java/io/Serializable");
  }

  /** A class counts once for each instrumentation that has advice in it. */
  private void tell(String className, List<MethodPlan> plans) {
    StringBuilder told = new StringBuilder(",");
    for (MethodPlan plan : plans) {
      for (RuleIndex.Bound bound : plan.bounds) {
        if (told.indexOf("," + bound.instrumentation + ",") < 0) {
          told.append(bound.instrumentation).append(',');
          listener.woven(bound.instrumentation, className);
        }
      }
    }
  }

  /**
   * Weaves a class for nothing, so that no class of the weaver's is first loaded inside loading.
   */
  void warmUp(byte[] classFile) {
    ClassFile file = new ClassFile(classFile);
    index.mentioned(file);
    MethodRule rule =
        MethodRule.method("sample", "(I)I", "None")
            .enter("x", Argument.arg(0), Argument.method(), Argument.annotatedParameters())
            .exit("y");
    ClassRule one = ClassRule.named(WarmUp.class.getName()).weave(rule);
    ClassRule other =
        ClassRule.annotatedMethods(Deprecated.class.getName(), Deprecated.class.getName())
            .weave(MethodRule.annotated("None").enter("x", Argument.method()).exit("y"));
    List<RuleIndex.Bound> named =
        Collections.singletonList(new RuleIndex.Bound("none", NameSpace.JAVAX, one, false));
    List<RuleIndex.Bound> annotated =
        Collections.singletonList(new RuleIndex.Bound("none", NameSpace.JAVAX, other, false));
    Ancestry ancestry = new Ancestry(getClass().getClassLoader(), file);
    ancestry.includes("");
    List<MethodPlan> plans = index.plan(file, named, ancestry, annotated);
    ClassWeaving.weave(file, plans, numbers, getClass().getClassLoader(), true);
  }

  /** Whether a rule names this class. */
  boolean names(Class<?> loaded) {
    return !index.byName(loaded.getName().replace('.', '/')).isEmpty();
  }

  /**
   * Whether a loaded class would be woven, as far as its name and methods tell.
   *
   * @param annotated what {@link #loadedAnnotated} returned
   */
  boolean wants(Class<?> loaded, LoadedAnnotated annotated) {
    if (names(loaded)) {
      return true;
    }
    return isOfApplication(loaded)
        && (index.wantsSubtype(new Ancestry(loaded)) || annotated.mayBe(loaded));
  }

  /** Whether a class is neither the JDK's nor an agent's. */
  static boolean isOfApplication(Class<?> loaded) {
    ClassLoader loader = loaded.getClassLoader();
    return loader != null
        && !isForeign(loader, loaded.getName().replace('.', '/'))
        && !startsWithAny(loader.getClass().getName(), FOREIGN_LOADERS);
  }

  /** To be asked about loaded classes, by one thread, and then to be dropped. */
  LoadedAnnotated loadedAnnotated() {
    return new LoadedAnnotated(index);
  }

  static boolean isOfJdk(@Nullable ClassLoader loader) {
    return loader == null || loader == PLATFORM;
  }

  private static boolean isForeign(@Nullable ClassLoader loader, String className) {
    return isOfJdk(loader) || startsWithAny(className, FOREIGN_CLASSES);
  }

  private static boolean startsWithAny(String text, String[] prefixes) {
    for (String prefix : prefixes) {
      if (text.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
