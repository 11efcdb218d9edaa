package io.sidelight.core.weave;

/**
 * Told what the weaver did and what went wrong. Implementations are thread-safe and do not throw.
 */
public interface WeaveListener {
  /**
   * A class now carries advice of this instrumentation.
   *
   * @param className its internal name
   */
  void woven(String instrumentation, String className);

  /** Something failed and was swallowed; the application went on without that advice. */
  void failed(String instrumentation, String what, Throwable cause);

  /**
   * The application's own code has begun to load.
   *
   * @param className internal name of a class that some loader other than the JDK's defines
   */
  void applicationClass(String className);
}
