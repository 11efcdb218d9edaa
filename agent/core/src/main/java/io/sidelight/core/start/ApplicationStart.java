package io.sidelight.core.start;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells when the application has got far enough for the agent to touch java.util.logging, JMX and
 * the JDK's HTTP server: each of them may initialise the log manager, and an application that
 * brings its own (WildFly, Quarkus) must be first. Thread-safe.
 */
final class ApplicationStart {
  /** Long enough for an application to set up its log manager, short enough for a person. */
  private static final long GRACE_MILLIS = 1_000;

  private static final long LONGEST_MILLIS = 30_000;

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch logManager = new CountDownLatch(1);
  private final CountDownLatch woven = new CountDownLatch(1);
  private final String expected;

  ApplicationStart() {
    this.expected = expectedLogManager();
  }

  /** The class of a log manager that the JVM's own class path does not have; empty if none is. */
  private static String expectedLogManager() {
    String configured = System.getProperty("java.util.logging.manager", "");
    if (configured.isEmpty()) {
      String command = System.getProperty("sun.java.command", "");
      boolean jboss = command.contains("jboss-modules") || command.contains("org.jboss.modules.");
      return jboss ? "org/jboss/logmanager/LogManager" : "";
    }
    String file = configured.replace('.', '/');
    return ClassLoader.getSystemResource(file + ".class") == null ? file : "";
  }

  /** A class of the application's is being loaded. */
  void applicationClass(String internalName) {
    if (begun.getCount() > 0) {
      begun.countDown();
    }
    if (!expected.isEmpty() && logManager.getCount() > 0 && expected.equals(internalName)) {
      logManager.countDown();
    }
  }

  /** A library that the agent knows has been loaded: the application is past its beginning. */
  void classWoven() {
    if (woven.getCount() > 0) {
      woven.countDown();
    }
  }

  /** Waits, for a bounded time. */
  void await() throws InterruptedException {
    begun.await(LONGEST_MILLIS, TimeUnit.MILLISECONDS);
    if (!expected.isEmpty()) {
      logManager.await(LONGEST_MILLIS, TimeUnit.MILLISECONDS);
    }
    woven.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
  }
}
