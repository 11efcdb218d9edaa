package io.sidelight.core.start;

import java.io.File;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where settings come from. Holds references only; nothing is read before it is needed. */
public final class Sources {
  private final @Nullable String arguments;
  private final @Nullable Properties properties;
  private final @Nullable Map<String, String> environment;
  private final @Nullable File folder;

  /**
   * @param arguments what stands behind {@code =} in {@code -javaagent}; null for nothing
   * @param properties the system properties; null if they may not be read
   * @param environment the environment variables; null if they may not be read
   * @param folder where {@code agent.properties} is looked for; null for nowhere
   */
  public Sources(
      @Nullable String arguments,
      @Nullable Properties properties,
      @Nullable Map<String, String> environment,
      @Nullable File folder) {
    this.arguments = arguments;
    this.properties = properties;
    this.environment = environment;
    this.folder = folder;
  }

  /**
   * The sources of this process. Never throws.
   *
   * @param arguments what stands behind {@code =} in {@code -javaagent}; null for nothing
   * @param jar the agent jar; null if unknown
   */
  public static Sources ofProcess(@Nullable String arguments, @Nullable File jar) {
    return new Sources(arguments, systemProperties(), systemEnvironment(), folderOf(jar));
  }

  // What a security manager keeps from us is null, which the configuration tells.

  private static @Nullable Properties systemProperties() {
    try {
      return System.getProperties();
    } catch (SecurityException e) {
      return null;
    }
  }

  private static @Nullable Map<String, String> systemEnvironment() {
    try {
      return System.getenv();
    } catch (SecurityException e) {
      return null;
    }
  }

  private static @Nullable File folderOf(@Nullable File jar) {
    try {
      return jar == null ? null : jar.getAbsoluteFile().getParentFile();
    } catch (SecurityException e) {
      return null;
    }
  }

  @Nullable File folder() {
    return folder;
  }

  Map<String, String> arguments(Messages messages) {
    return arguments == null || arguments.isEmpty()
        ? Collections.<String, String>emptyMap()
        : AgentArguments.parse(arguments, messages);
  }

  /** The system properties that begin with the prefix, without it, sorted. */
  Map<String, String> properties(String prefix, Messages messages) {
    Map<String, String> found = new TreeMap<String, String>();
    if (properties == null) {
      return found;
    }
    try {
      // A copy made under the lock of the properties: other threads may change them.
      Set<String> names = properties.stringPropertyNames();
      for (String name : names) {
        String value = name.startsWith(prefix) ? properties.getProperty(name) : null;
        if (value != null) {
          found.put(name.substring(prefix.length()), value);
        }
      }
    } catch (RuntimeException e) {
      messages.add("the system properties cannot be read: " + Messages.reason(e));
    }
    return found;
  }

  /**
   * The environment variables that begin with the prefix, in upper case and sorted: Windows does
   * not tell case apart. Where two differ in case only, the one in upper case counts.
   */
  Map<String, String> environment(String prefix, Messages messages) {
    Map<String, String> found = new TreeMap<String, String>();
    if (environment == null) {
      return found;
    }
    try {
      for (Map.Entry<String, String> variable : environment.entrySet()) {
        String name = variable.getKey();
        String value = variable.getValue();
        if (name == null
            || value == null
            || !name.regionMatches(true, 0, prefix, 0, prefix.length())
            || isServiceLink(name, value)) {
          continue;
        }
        String upper = name.toUpperCase(Locale.ROOT);
        if (upper.equals(name) || !found.containsKey(upper)) {
          found.put(upper, value);
        }
      }
    } catch (RuntimeException e) {
      messages.add("the environment cannot be read: " + Messages.reason(e));
    }
    return found;
  }

  /** Kubernetes sets such variables for every service, also for one called sidelight-something. */
  private static boolean isServiceLink(String name, String value) {
    boolean ofProtocol = name.contains("_TCP") || name.contains("_UDP") || name.contains("_SCTP");
    return name.contains("_SERVICE_HOST")
        || name.contains("_SERVICE_PORT")
        || (name.contains("_PORT_") && ofProtocol)
        || (name.endsWith("_PORT") && value.contains("://"));
  }

  /** Tells what may not be read at all. */
  void tellUnreadable(Messages messages) {
    if (properties == null) {
      messages.add("the system properties may not be read");
    }
    if (environment == null) {
      messages.add("the environment may not be read");
    }
  }
}
