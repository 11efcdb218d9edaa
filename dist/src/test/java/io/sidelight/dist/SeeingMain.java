package io.sidelight.dist;

import java.io.IOException;
import java.util.List;
import java.util.ServiceLoader;

/** An application that looks for traces of the agent by all means that applications have. */
final class SeeingMain {

  private static final List<String> CLASSES =
      List.of(
          "io.sidelight.core.start.Start",
          "io.sidelight.core.record.Recorders",
          "io.sidelight.inst.jdbc.JdbcInstrumentation",
          "io.sidelight.inst.jdbc.advice.StatementAdvice",
          "net.bytebuddy.agent.ByteBuddyAgent",
          "com.blogspot.mydailyjava.weaklockfree.WeakConcurrentMap");

  private static final List<String> RESOURCES =
      List.of(
          "io/sidelight/core",
          "io/sidelight/core/start/version.txt",
          "META-INF/services",
          "META-INF/services/io.sidelight.core.weave.Instrumentation");

  private SeeingMain() {}

  public static void main(String[] args) throws Exception {
    if (args.length > 0) {
      System.out.println("OWN " + Class.forName(args[0]).getClassLoader());
      return;
    }
    ClassLoader system = ClassLoader.getSystemClassLoader();
    for (String name : CLASSES) {
      look(name, system);
      look(name, null);
      look(name, system.getParent());
    }
    for (String resource : RESOURCES) {
      look(resource);
    }
    for (var found : ServiceLoader.load(java.sql.Driver.class)) {
      System.out.println("SEEN service " + found);
    }
    for (var found : ServiceLoader.load(java.net.spi.URLStreamHandlerProvider.class)) {
      System.out.println("SEEN service " + found);
    }
    System.out.println("looked for everything");
  }

  private static void look(String name, ClassLoader loader) {
    try {
      System.out.println("SEEN class " + Class.forName(name, false, loader) + " by " + loader);
    } catch (ClassNotFoundException e) {
      // As it must be.
    }
  }

  private static void look(String resource) throws IOException {
    var found = ClassLoader.getSystemClassLoader().getResources(resource);
    while (found.hasMoreElements()) {
      String url = found.nextElement().toString();
      // The test's own classes are on the class path, too.
      if (url.contains("sidelight-agent")) {
        System.out.println("SEEN resource " + url);
      }
    }
  }
}
