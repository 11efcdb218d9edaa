package io.sidelight.core.record;

import java.util.concurrent.CompletableFuture;

/**
 * Tasks that must not be given the context of the thread that hands them over: their parts have
 * one, or they are a server's or the JDK's own and serve whoever comes next.
 */
final class CarriedElsewhere {
  /** In the order of how often they are met. */
  private static final String[] OTHERS = {
    "java.util.concurrent.ThreadPoolExecutor",
    "java.lang.VirtualThread",
    "jdk.internal.",
    "org.apache.tomcat.",
    "org.apache.catalina.",
    "org.apache.coyote.",
    "org.eclipse.jetty.",
    "io.undertow.",
    "io.netty.",
    "org.xnio.",
    "org.jboss.threads.",
    "sun.",
  };

  private CarriedElsewhere() {}

  static boolean is(Object task) {
    if (task instanceof Carried || task instanceof CompletableFuture.AsynchronousCompletionTask) {
      return true;
    }
    String name = task.getClass().getName();
    for (String other : OTHERS) {
      if (name.startsWith(other)) {
        return true;
      }
    }
    return false;
  }
}
