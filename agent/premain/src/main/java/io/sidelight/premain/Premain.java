package io.sidelight.premain;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM and the command line come in. It makes the agent's class loader, calls {@code
 * io.sidelight.core.start} by name, and lets nothing that goes wrong reach the application.
 */
public final class Premain {
  private static final AtomicBoolean STARTED = new AtomicBoolean();

  private Premain() {}

  /** {@code -javaagent:sidelight-agent.jar[=key=value,…]}; see {@link Instrumentation}. */
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    start("premain", arguments, instrumentation);
  }

  /** The agent loaded into a running JVM; see {@link Instrumentation}. */
  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
    start("agentmain", arguments, instrumentation);
  }

  /** {@code java -jar sidelight-agent.jar COMMAND …}. */
  public static void main(String[] arguments) throws Exception {
    File jar = agentJar();
    Object exit =
        new AgentClassLoader(jar, Premain.class.getClassLoader())
            .loadClass("io.sidelight.core.start.CommandLine")
            .getMethod("run", File.class, String[].class)
            .invoke(null, jar, arguments);
    System.exit((Integer) exit);
  }

  private static void start(
      String how, @Nullable String arguments, Instrumentation instrumentation) {
    long begin = System.nanoTime();
    if (isToolOfTheJdk()) {
      return;
    }
    if (!STARTED.compareAndSet(false, true)) {
      System.err.println("[sidelight] already running in this JVM; started once only");
      return;
    }
    try {
      File jar = agentJar();
      // The parent is the platform's loader (on Java 8 that of extensions): java.sql,
      // jdk.httpserver and the like, and nothing of the application's class path.
      ClassLoader loader =
          new AgentClassLoader(jar, ClassLoader.getSystemClassLoader().getParent());
      loader
          .loadClass("io.sidelight.core.start.Start")
          .getMethod(how, String.class, Instrumentation.class, File.class, long.class)
          .invoke(null, arguments, instrumentation, jar, begin);
    } catch (Throwable e) {
      Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
      System.err.println("[sidelight] not started, the application runs without it: " + cause);
    }
  }

  private static File agentJar() throws Exception {
    return new File(Premain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** JAVA_TOOL_OPTIONS reaches keytool, javac, jps and their like, which want no agent. */
  private static boolean isToolOfTheJdk() {
    String module = System.getProperty("jdk.module.main", "");
    String command = System.getProperty("sun.java.command", "");
    return module.startsWith("jdk.")
        || module.startsWith("java.")
        || command.startsWith("sun.tools.")
        || command.startsWith("com.sun.tools.")
        || command.startsWith("sun.security.tools.")
        || command.startsWith("sun.applet.");
  }
}
