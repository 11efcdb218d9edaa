package io.sidelight.core.start;

import io.sidelight.core.trace.Resource;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Who this process is, in the terms of the OpenTelemetry conventions for resources. */
final class Service {
  private Service() {}

  static Resource describe(Configuration configuration, String version) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("service.name", fallbackName());
    ThreadLocalRandom random = ThreadLocalRandom.current();
    // Not UUID.randomUUID(), which would initialise JCE before the application's main.
    attributes.put(
        "service.instance.id",
        new UUID(
                (random.nextLong() & ~0xf000L) | 0x4000L,
                (random.nextLong() & ~(3L << 62)) | (1L << 63))
            .toString());
    put(attributes, "host.name", hostName());
    put(attributes, "process.pid", processId());
    put(attributes, "process.runtime.name", System.getProperty("java.runtime.name"));
    put(attributes, "process.runtime.version", System.getProperty("java.runtime.version"));
    attributes.put("telemetry.sdk.language", "java");
    attributes.put("telemetry.sdk.name", "sidelight");
    attributes.put("telemetry.sdk.version", version);
    attributes.putAll(configuration.get(Options.RESOURCE_ATTRIBUTES));
    put(attributes, "service.name", configuration.get(Options.SERVICE_NAME));
    put(attributes, "service.version", configuration.get(Options.SERVICE_VERSION));
    put(
        attributes,
        "deployment.environment.name",
        configuration.get(Options.DEPLOYMENT_ENVIRONMENT));
    return new Resource(attributes);
  }

  private static void put(Map<String, String> attributes, String key, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      attributes.put(key, value);
    }
  }

  /** The jar's name, or the main class's; {@code unknown_service:java} if neither can be told. */
  static String fallbackName() {
    String command = System.getProperty("sun.java.command", "").trim();
    int end = command.indexOf(' ');
    String first = end < 0 ? command : command.substring(0, end);
    if (first.endsWith(".jar") || first.endsWith(".war")) {
      String file = new File(first).getName();
      return file.substring(0, file.length() - 4);
    }
    String simple = first.substring(first.lastIndexOf('.') + 1);
    return simple.isEmpty() ? "unknown_service:java" : simple;
  }

  /** Without asking a name server, which may keep one waiting. */
  private static @Nullable String hostName() {
    String name = firstLine(new File("/proc/sys/kernel/hostname"));
    if (name == null) {
      name = System.getenv("HOSTNAME");
    }
    return name == null ? System.getenv("COMPUTERNAME") : name;
  }

  private static @Nullable String processId() {
    String stat = firstLine(new File("/proc/self/stat"));
    int end = stat == null ? -1 : stat.indexOf(' ');
    return stat == null || end < 0 ? null : stat.substring(0, end);
  }

  private static @Nullable String firstLine(File file) {
    try (InputStream in = new FileInputStream(file)) {
      return firstLine(in);
    } catch (IOException | SecurityException e) {
      return null;
    }
  }

  static @Nullable String firstLine(InputStream in) throws IOException {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
  }
}
