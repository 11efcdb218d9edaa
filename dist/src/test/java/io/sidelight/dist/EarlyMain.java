package io.sidelight.dist;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.logging.LogManager;

/** Applications that bring a log manager of their own. */
final class EarlyMain {

  private EarlyMain() {}

  /** The log manager of these applications. */
  public static final class OwnLogManager extends LogManager {}

  /**
   * @param args "first": says which log manager, as its first statement; "late": has it in a loader
   *     of its own, as application servers do, and takes its time to make that
   */
  public static void main(String[] args) throws Exception {
    if (args[0].equals("first")) {
      System.setProperty("java.util.logging.manager", OwnLogManager.class.getName());
    } else {
      long until = System.nanoTime() + 2_500_000_000L;
      while (System.nanoTime() < until) {
        // A server that reads its configuration first, for longer than the agent would wait.
        Thread.sleep(50);
      }
      URL[] modules = {Path.of(args[1]).toUri().toURL()};
      ClassLoader own = new URLClassLoader(modules, ClassLoader.getSystemClassLoader());
      Thread.currentThread().setContextClassLoader(own);
    }
    System.out.println("log manager " + LogManager.getLogManager().getClass().getName());
    Thread.currentThread().join();
  }
}
