package io.sidelight.core.start;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells when the application has got far enough for the agent to touch java.util.logging, JMX and
 * the JDK's HTTP server: each of them may initialise the log manager or the MBean server, and an
 * application that brings its own (WildFly, Open Liberty, Quarkus) must be first. Thread-safe.
 */
final class ApplicationStart {
  /** Long enough for an application to set up its log manager, short enough for a person. */
  private static final long GRACE_MILLIS = 1_000;

  private static final long LONGEST_MILLIS = 30_000;

  /** The first version of Java that has them (JEP 483). */
  private static final int AOT_CACHES = 24;

  /**
   * Servers that say what they bring only when they have begun: a part of the command, the class of
   * the log manager, and the class that builds the MBean server, which they set up after it.
   */
  private static final String[][] SERVERS = {
    {
      "jboss-modules",
      "org/jboss/logmanager/LogManager",
      "org/jboss/as/jmx/PluggableMBeanServerBuilder"
    },
    {
      "org.jboss.modules.",
      "org/jboss/logmanager/LogManager",
      "org/jboss/as/jmx/PluggableMBeanServerBuilder"
    },
    {
      "ws-server.jar",
      "com/ibm/ws/kernel/boot/logging/WsLogManager",
      "com/ibm/ws/kernel/boot/jmx/internal/PlatformMBeanServerBuilder"
    },
  };

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch logManager = new CountDownLatch(1);
  private final CountDownLatch mbeanServer = new CountDownLatch(1);
  private final CountDownLatch woven = new CountDownLatch(1);
  private final String expectedManager;
  private final String expectedBuilder;

  ApplicationStart() {
    this(
        System.getProperty("sun.java.command", ""),
        System.getProperty("java.util.logging.manager", ""));
  }

  /**
   * @param command the main class or jar with its arguments
   * @param manager the class of the log manager that is configured; empty for none
   */
  ApplicationStart(String command, String manager) {
    String file = manager.replace('.', '/');
    String builder = "";
    for (String[] server : SERVERS) {
      if (command.contains(server[0])) {
        file = file.isEmpty() ? server[1] : file;
        builder = server[2];
      }
    }
    // One that the JVM's own class path has is there for whoever is first.
    boolean own = !file.isEmpty() && ClassLoader.getSystemResource(file + ".class") == null;
    expectedManager = own ? file : "";
    expectedBuilder = builder;
  }

  /** A class of the application's is being loaded. */
  void applicationClass(String internalName) {
    if (begun.getCount() > 0) {
      begun.countDown();
    }
    if (logManager.getCount() > 0 && expectedManager.equals(internalName)) {
      logManager.countDown();
    }
    if (mbeanServer.getCount() > 0 && expectedBuilder.equals(internalName)) {
      mbeanServer.countDown();
    }
  }

  /**
   * Classes of the application's were loaded before the agent came. If the JVM took them from an
   * AOT cache, there may be none left whose loading tells that the application begins.
   *
   * @param java the version, such as {@code 25} or {@code 1.8}
   */
  void loadedBefore(String java) {
    try {
      if (Float.parseFloat(java) >= AOT_CACHES) {
        begun.countDown();
      }
    } catch (NumberFormatException e) {
      // No JVM that is known; the wait is bounded.
    }
  }

  /** A library that the agent knows has been loaded: the application is past its beginning. */
  void classWoven() {
    if (woven.getCount() > 0 && begun.getCount() == 0) {
      woven.countDown();
      // Not every installation of such a server has JMX.
      mbeanServer.countDown();
    }
  }

  /** Waits, for a bounded time. */
  void await() throws InterruptedException {
    begun.await(LONGEST_MILLIS, TimeUnit.MILLISECONDS);
    if (!expectedManager.isEmpty()) {
      logManager.await(LONGEST_MILLIS, TimeUnit.MILLISECONDS);
    }
    if (!expectedBuilder.isEmpty()) {
      mbeanServer.await(LONGEST_MILLIS, TimeUnit.MILLISECONDS);
    }
    woven.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
  }
}
