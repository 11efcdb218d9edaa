package io.sidelight.core.weave;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Links call sites in woven code to advice. Whatever an advice throws ends here: it is counted and
 * told, and the woven method goes on. An advice that cannot be linked becomes one that does
 * nothing. Thread-safe.
 */
final class AdviceLinker extends SidelightDispatcher {
  private static final MethodHandle SWALLOW = own("swallowed");
  private static final MethodHandle KEEP =
      own("kept", Object.class, Object.class); // token and parameter

  private final AppSideLoaders loaders;
  private final SiteNumbers numbers;
  private final WeaveListener listener;

  /** Names of advice that could not be linked: each is told once, not at each of its sites. */
  private final Set<String> missing = ConcurrentHashMap.newKeySet();

  AdviceLinker(ClassLoader agent, SiteNumbers numbers, WeaveListener listener) {
    this.loaders = new AppSideLoaders(agent);
    this.numbers = numbers;
    this.listener = listener;
  }

  @Override
  protected Object link(MethodHandles.Lookup caller, String name, Object type) {
    MethodType siteType = (MethodType) type;
    MethodHandle advice = advice(name, caller.lookupClass().getClassLoader(), siteType);
    CallSite site = new ConstantCallSite(advice);
    return site;
  }

  /** The advice with all that it throws caught, or nothing of the same type. */
  private MethodHandle advice(String name, @Nullable ClassLoader loader, MethodType type) {
    String instrumentation = name;
    boolean replaces = false;
    try {
      AdviceName advice = AdviceName.parse(name);
      instrumentation = advice.instrumentation;
      replaces = advice.replaces;
      // Initialised, since linking to a class that is not would take one more adapter.
      Class<?> owner = Class.forName(advice.className, true, loaders.of(loader, advice.space));
      MethodHandle gate = gate(owner, advice, type);
      if (gate != null) {
        return gate;
      }
      MethodHandle target = find(owner, advice.method).asType(type);
      MethodHandle caught =
          MethodHandles.insertArguments(replaces ? KEEP : SWALLOW, 0, listener, instrumentation);
      if (!replaces) {
        caught = caught.asType(MethodType.methodType(type.returnType(), Throwable.class));
      }
      return MethodHandles.catchException(target, Throwable.class, caught);
    } catch (Throwable e) {
      if (missing.add(name)) {
        listener.failed(instrumentation, "advice " + name + " is left out", e);
      }
      return replaces ? unchanged() : nothing(type);
    }
  }

  /** The gate of the advice, if it has one of exactly this type. */
  private static @Nullable MethodHandle gate(Class<?> owner, AdviceName advice, MethodType type)
      throws IllegalAccessException {
    try {
      return MethodHandles.publicLookup()
          .findStatic(owner, AdviceName.gate(advice.method, advice.replaces), type);
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  private static MethodHandle find(Class<?> owner, String name)
      throws ReflectiveOperationException {
    Method found = null;
    // In an order that the JVM is free to choose.
    for (Method method : owner.getDeclaredMethods()) {
      if (method.getName().equals(name) && Modifier.isPublic(method.getModifiers())) {
        if (found != null) {
          throw new NoSuchMethodException("more than one: " + found + ", " + method);
        }
        found = method;
      }
    }
    if (found == null) {
      throw new NoSuchMethodException(owner.getName() + '.' + name);
    }
    return MethodHandles.publicLookup().unreflect(found);
  }

  private static MethodHandle nothing(MethodType type) {
    MethodHandle nothing =
        MethodHandles.constant(Object.class, null).asType(MethodType.methodType(type.returnType()));
    return MethodHandles.dropArguments(nothing, 0, type.parameterList());
  }

  private static MethodHandle unchanged() {
    return MethodHandles.dropArguments(MethodHandles.identity(Object.class), 0, Object.class);
  }

  private static MethodHandle own(String name, Class<?>... more) {
    try {
      return MethodHandles.lookup()
          .findStatic(
              AdviceLinker.class,
              name,
              MethodType.methodType(
                      Object.class, WeaveListener.class, String.class, Throwable.class)
                  .appendParameterTypes(more));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  static @Nullable Object swallowed(
      WeaveListener listener, String instrumentation, Throwable thrown) {
    try {
      listener.failed(instrumentation, "an advice threw", thrown);
    } catch (Throwable e) {
      // Where the stack was too short for the advice, it may be for telling so too.
    }
    return null;
  }

  static @Nullable Object kept(
      WeaveListener listener,
      String instrumentation,
      Throwable thrown,
      @Nullable Object token,
      @Nullable Object parameter) {
    swallowed(listener, instrumentation, thrown);
    return parameter;
  }

  @Override
  protected void told(String instrumentation, Throwable thrown) {
    swallowed(listener, instrumentation, thrown);
  }

  @Override
  protected @Nullable Object entered(int site, @Nullable Object[] arguments) {
    try {
      return numbered(site, arguments.length, Object.class).invokeExact(arguments);
    } catch (Throwable e) {
      Object unused = swallowed(listener, "weave", e);
      return numbers.site(site).replaces() ? arguments[1] : null;
    }
  }

  @Override
  protected void exited(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown, int site) {
    try {
      Object unused =
          numbered(site, NumberedSites.EXIT_ARGUMENTS, void.class)
              .invokeExact(new @Nullable Object[] {token, returned, thrown});
    } catch (Throwable e) {
      swallowed(listener, "weave", e);
    }
  }

  /** As {@code (Object[])Object}, so that one shape of call serves all. */
  private MethodHandle numbered(int number, int arguments, Class<?> returned)
      throws ClassNotFoundException {
    SiteNumbers.Site site = numbers.site(number);
    MethodHandle linked = site.advice();
    if (linked == null) {
      MethodType type = MethodType.genericMethodType(arguments);
      linked =
          advice(site.name, site.loader(), type.changeReturnType(returned))
              .asType(type)
              .asSpreader(Object[].class, arguments);
      site.link(linked);
    }
    return linked;
  }
}
