package io.sidelight.test;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says what to run. The agent is on, at a free port, unless told otherwise; settings of agents in
 * the environment of the tests are not passed on.
 */
public final class AppProcessBuilder {

  private static final List<String> NOT_INHERITED =
      List.of("OTEL_", "SIDELIGHT_", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private List<String> java =
      List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString());
  private boolean isApplication = true;
  private boolean agent = true;

  /** Which spans there are is not to depend on how busy the machine is. */
  private final Map<String, String> agentArgs =
      new LinkedHashMap<>(Map.of("sql.wait-threshold", "1h"));

  private final List<String> jvmArgs = new ArrayList<>();
  private final List<Path> classPath = new ArrayList<>();
  private final List<String> program = new ArrayList<>();
  private final List<String> args = new ArrayList<>();
  private final Map<String, String> env = new LinkedHashMap<>();
  private @Nullable Path directory;

  AppProcessBuilder() {
    agentArg("metrics.port", "0");
  }

  /**
   * The command that runs Java, by default the JVM of the tests; more than one word for a wrapper
   * script.
   */
  public AppProcessBuilder java(String... command) {
    java = List.of(command);
    return this;
  }

  /** {@code jps} say, or a script of a server: it takes none of the options of {@code java}. */
  public AppProcessBuilder tool(String... command) {
    isApplication = false;
    return java(command).agent(false);
  }

  /** Whether {@code -javaagent} is given. */
  public AppProcessBuilder agent(boolean on) {
    agent = on;
    return this;
  }

  /** One setting of the agent, given on the command line. */
  public AppProcessBuilder agentArg(String key, String value) {
    agentArgs.put(key, value);
    return this;
  }

  /** Leaves a setting to the agent, {@code metrics.port} say, which is otherwise 0. */
  public AppProcessBuilder noAgentArg(String key) {
    agentArgs.remove(key);
    return this;
  }

  /** Sends all telemetry to the sink, by the variable that every OTLP-speaking tool honours. */
  public AppProcessBuilder otlp(OtlpSink sink) {
    return env("OTEL_EXPORTER_OTLP_ENDPOINT", sink.endpoint().toString());
  }

  public AppProcessBuilder jvmArgs(String... more) {
    jvmArgs.addAll(List.of(more));
    return this;
  }

  public AppProcessBuilder classPath(Collection<Path> more) {
    classPath.addAll(more);
    return this;
  }

  public AppProcessBuilder classPath(Path... more) {
    return classPath(List.of(more));
  }

  /** Adds the folder or jar that the class was loaded from. */
  public AppProcessBuilder classPathOf(Class<?> type) {
    return classPath(locationOf(type));
  }

  /** The folder or jar that the class was loaded from. */
  public static Path locationOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no location: " + type, e);
    }
  }

  public AppProcessBuilder main(Class<?> main) {
    return main(main.getName());
  }

  public AppProcessBuilder main(String mainClass) {
    program.clear();
    program.add(mainClass);
    return this;
  }

  /** Runs a jar instead of a main class; the class path is then the jar's own. */
  public AppProcessBuilder jar(Path jar) {
    program.clear();
    program.add("-jar");
    program.add(jar.toString());
    return this;
  }

  /** Arguments of the application. */
  public AppProcessBuilder args(String... more) {
    args.addAll(List.of(more));
    return this;
  }

  public AppProcessBuilder env(String name, String value) {
    env.put(name, value);
    return this;
  }

  public AppProcessBuilder directory(Path folder) {
    directory = folder;
    return this;
  }

  /**
   * Starts the process; does not wait for anything it prints. It has a folder of its own for
   * temporary files, and is compiled in haste, unless told otherwise by {@link #jvmArgs}: most
   * applications of tests end before the optimizing compiler has done.
   */
  public AppProcess start() {
    TempFolder temporary = TempFolder.create("app");
    ProcessBuilder builder = new ProcessBuilder(command(temporary)).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(name -> NOT_INHERITED.stream().anyMatch(name::startsWith));
    builder.environment().putAll(env);
    if (directory != null) {
      builder.directory(directory.toFile());
    }
    try {
      return AppProcess.of(builder.start(), temporary);
    } catch (IOException e) {
      temporary.close();
      throw new UncheckedIOException("cannot run " + String.join(" ", builder.command()), e);
    }
  }

  List<String> command(TempFolder temporary) {
    if (program.isEmpty()) {
      throw new IllegalStateException("neither main class nor jar given");
    }
    List<String> command = new ArrayList<>(java);
    if (isApplication) {
      command.add("-Djava.io.tmpdir=" + temporary.path());
      command.add("-XX:TieredStopAtLevel=1");
      command.add("-XX:+UseSerialGC");
    }
    if (agent) {
      command.add("-javaagent:" + AgentJar.path() + agentArgsText());
    }
    command.addAll(jvmArgs);
    if (!classPath.isEmpty()) {
      command.add("-cp");
      command.add(
          classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    }
    command.addAll(program);
    command.addAll(args);
    return command;
  }

  private String agentArgsText() {
    return agentArgs.isEmpty()
        ? ""
        : "="
            + agentArgs.entrySet().stream()
                .map(arg -> arg.getKey() + "=" + arg.getValue())
                .collect(Collectors.joining(","));
  }
}
