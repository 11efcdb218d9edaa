package io.sidelight.core.start;

import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import net.bytebuddy.agent.ByteBuddyAgent;

/** {@code java -jar sidelight-agent.jar COMMAND …}: what a person asks of the jar itself. */
public final class CommandLine {
  private static final String USAGE =
      "Sidelight measures and traces a Java application without changing it.\n"
          + "\n"
          + "  java -javaagent:sidelight-agent.jar[=KEY=VALUE,…] -jar app.jar\n"
          + "      run an application with the agent\n"
          + "  java -jar sidelight-agent.jar attach PID [KEY=VALUE,…]\n"
          + "      load the agent into a running JVM\n"
          + "  java -jar sidelight-agent.jar config [KEY=VALUE,…]\n"
          + "      every key, its default and meaning, and what is set here\n"
          + "  java -jar sidelight-agent.jar version\n";

  private CommandLine() {}

  /**
   * Does what the arguments say.
   *
   * @return the exit status: 0, 1 if it failed, 2 for arguments that are not understood
   */
  public static int run(File jar, String[] arguments) throws IOException {
    String command = arguments.length == 0 ? "help" : arguments[0];
    String rest =
        arguments.length < 2
            ? ""
            : String.join(",", Arrays.asList(arguments).subList(1, arguments.length));
    switch (command) {
      case "config":
        System.out.print(ConfigHelp.text(Configuration.of(Sources.ofProcess(rest, jar))));
        return 0;
      case "version":
        System.out.println("sidelight " + Start.version());
        return 0;
      case "attach":
        if (arguments.length < 2) {
          System.err.print(USAGE);
          return 2;
        }
        return attach(
            jar,
            arguments[1],
            String.join(",", Arrays.asList(arguments).subList(2, arguments.length)));
      case "help":
      case "--help":
      case "-h":
        System.out.print(USAGE);
        return 0;
      default:
        System.err.print(USAGE);
        return 2;
    }
  }

  private static int attach(File jar, String processId, String arguments) {
    try {
      ByteBuddyAgent.attach(jar, processId, arguments);
    } catch (RuntimeException e) {
      // What the JVM said stands at the bottom of what reflection wrapped around it.
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      System.err.println(
          "cannot attach to process "
              + processId
              + ": "
              + cause
              + "\nIs it a Java process of the same user, and is this a JDK or Java 9 and later?");
      return 1;
    }
    System.out.println("attached to process " + processId + "; see its standard error");
    return 0;
  }
}
