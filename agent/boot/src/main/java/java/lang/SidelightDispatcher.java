package java.lang;

import java.lang.invoke.MethodHandles;

/**
 * The one type that woven code names: it hands call sites to the agent, and, for class files that
 * cannot hold {@code invokedynamic}, whole calls.
 *
 * <p>It stands in {@code java.lang} because that is the only package which every class loader,
 * those of JBoss Modules and OSGi included, asks the bootstrap loader for. Thread-safe. While no
 * agent is installed, call sites fail to link as they would without this class, and calls do
 * nothing.
 */
public abstract class SidelightDispatcher {
  private static volatile SidelightDispatcher installed;

  /** For the agent's own linker only. */
  protected SidelightDispatcher() {}

  /**
   * Makes {@code dispatcher} the one that answers; called once, before the first class is woven.
   *
   * @param dispatcher the agent's linker
   */
  public static void install(SidelightDispatcher dispatcher) {
    installed = dispatcher;
  }

  /**
   * The bootstrap method of every woven {@code invokedynamic}. Its types are generalised so that
   * the JVM calls it without spinning an adapter (JVMS 5.4.3.6).
   *
   * @param caller the woven class
   * @param name which advice and which of its methods
   * @param type the {@code java.lang.invoke.MethodType} of the call site
   * @return a {@code java.lang.invoke.CallSite}
   */
  public static Object bootstrap(MethodHandles.Lookup caller, String name, Object type) {
    return installed.link(caller, name, type);
  }

  /**
   * The beginning of a woven method of a class file older than Java 7.
   *
   * @param site the number that the weaver gave this place
   * @param arguments what the advice takes
   * @return the advice's token, to be handed to {@link #exit}
   */
  public static Object enter(int site, Object[] arguments) {
    SidelightDispatcher dispatcher = installed;
    return dispatcher == null ? null : dispatcher.entered(site, arguments);
  }

  /**
   * The end of a woven method of a class file older than Java 7.
   *
   * @param token what {@link #enter} returned
   * @param returned what the method returns, if that is an object
   * @param thrown what the method throws, or null
   * @param site the number that the weaver gave this place
   */
  public static void exit(Object token, Object returned, Throwable thrown, int site) {
    SidelightDispatcher dispatcher = installed;
    if (dispatcher != null) {
      dispatcher.exited(token, returned, thrown, site);
    }
  }

  /**
   * What an advice threw ends here; the woven method goes on.
   *
   * @param instrumentation whose advice it was
   * @param thrown what it threw
   */
  public static void failed(String instrumentation, Throwable thrown) {
    SidelightDispatcher dispatcher = installed;
    if (dispatcher != null) {
      dispatcher.told(instrumentation, thrown);
    }
  }

  /** Takes note of what an advice threw; must not throw. */
  protected abstract void told(String instrumentation, Throwable thrown);

  /** Links one call site; must not throw. */
  protected abstract Object link(MethodHandles.Lookup caller, String name, Object type);

  /** Runs the advice of one numbered place; must not throw. */
  protected abstract Object entered(int site, Object[] arguments);

  /** Runs the advice of one numbered place; must not throw. */
  protected abstract void exited(Object token, Object returned, Throwable thrown, int site);
}
