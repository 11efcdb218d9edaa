package io.sidelight.core.start;

import io.sidelight.core.weave.Instrumentation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The instrumentations in the agent jar, less those that are switched off. */
final class Instrumentations {
  private static final String LIST = "META-INF/services/" + Instrumentation.class.getName();

  private Instrumentations() {}

  /** One that cannot be made is told of and left out; the others are not hindered. */
  static List<Instrumentation> load(ClassLoader agent, Configuration configuration, Log log)
      throws IOException {
    List<String> disabled = configuration.get(Options.INSTRUMENTATIONS_DISABLED);
    List<Instrumentation> found = new ArrayList<>();
    List<String> unknown = new ArrayList<>(disabled);
    try (InputStream in = agent.getResourceAsStream(LIST)) {
      if (in == null) {
        throw new IOException("the agent jar holds no " + LIST);
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.trim().isEmpty()) {
          continue;
        }
        try {
          Class<?> type = Class.forName(line.trim(), true, agent);
          Instrumentation one = (Instrumentation) type.getDeclaredConstructor().newInstance();
          String name = one.name();
          if (!disabled.contains(name) && isOn(one.switchedOnBy(), configuration)) {
            found.add(one);
          }
          unknown.remove(name);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
          log.swallowed(line, "instrumentation " + line + " is left out", e);
        }
      }
    }
    for (String name : unknown) {
      log.warn("instrumentations.disabled names " + name + ", and there is no such one");
    }
    return found;
  }

  private static boolean isOn(String key, Configuration configuration) {
    Option<?> option = Options.byKey(key);
    return option == null || Boolean.TRUE.equals(configuration.get(option));
  }
}
