package io.sidelight.core.start;

import java.io.File;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the sources for every option, strongest first. Used once, by one thread. */
final class ConfigurationReader {
  private final Messages messages = new Messages();
  private final @Nullable File folder;
  private final Map<String, String> arguments;
  private final Map<String, String> properties;
  private final Map<String, String> otelProperties;
  private final Map<String, String> variables;
  private final Map<String, String> otelVariables;
  private Map<String, String> file = Collections.emptyMap();
  private String filePlace = "";

  ConfigurationReader(Sources sources) {
    folder = sources.folder();
    sources.tellUnreadable(messages);
    arguments = sources.arguments(messages);
    properties = sources.properties(Option.PROPERTY_PREFIX, messages);
    otelProperties = Alias.normalised(sources.properties(Alias.PROPERTY_PREFIX, messages));
    variables = sources.environment(Option.VARIABLE_PREFIX, messages);
    otelVariables = sources.environment(Alias.VARIABLE_PREFIX, messages);
  }

  Configuration read() {
    readFile();
    List<Option<?>> options = Options.all();
    Object[] values = new Object[options.size()];
    String[] origins = new String[options.size()];
    for (int i = 0; i < options.size(); i++) {
      Settling<?> settling = settle(options.get(i));
      settling.tell(messages);
      values[i] = settling.value();
      origins[i] = settling.origin();
    }
    if (!properties.isEmpty() || !variables.isEmpty() || !file.isEmpty()) {
      // Mostly there is nothing to look at: a class less to load at every start.
      UnknownSettings.tellProperties(properties, messages);
      UnknownSettings.tellVariables(variables, messages);
      UnknownSettings.tellFile(file, filePlace, messages);
    }
    return new Configuration(values, origins, messages.toList());
  }

  /** Reads the file that is named, else the one beside the jar if there is one. */
  private void readFile() {
    String named = settle(Options.CONFIG).value();
    try {
      File found = null;
      if (!named.isEmpty()) {
        found = new File(named);
      } else if (folder != null) {
        found = new File(folder, PropertiesFile.NAME);
        found = found.exists() ? found : null;
      }
      if (found != null) {
        filePlace = PropertiesFile.place(found);
        file = PropertiesFile.read(found, messages);
      }
    } catch (SecurityException e) {
      messages.add(PropertiesFile.NAME + " may not be looked for: " + Messages.reason(e));
    }
  }

  private <T> Settling<T> settle(Option<T> option) {
    Settling<T> settling = new Settling<T>(option);
    boolean settled =
        settling.offer(arguments.get(option.key()), AgentArguments.PLACE)
            || settling.offer(properties.get(option.key()), "-D", option.property());
    Alias[] aliases = option.aliases();
    for (int i = 0; i < aliases.length && !settled && !otelProperties.isEmpty(); i++) {
      String value = otelProperties.get(aliases[i].property());
      settled = settling.offer(value, aliases[i], "-D", aliases[i].property());
    }
    if (!settled && !variables.isEmpty()) {
      settled = settling.offer(variables.get(option.variable()), "", option.variable());
    }
    for (int i = 0; i < aliases.length && !settled && !otelVariables.isEmpty(); i++) {
      String value = otelVariables.get(aliases[i].variable());
      settled = settling.offer(value, aliases[i], "", aliases[i].variable());
    }
    // The file cannot name another one.
    if (!settled && option != Options.CONFIG) {
      settling.offer(file.get(option.key()), filePlace);
    }
    return settling;
  }
}
