package io.sidelight.core.start;

import java.util.List;

/**
 * The value of every option and where it came from. Immutable and thread-safe; made once, at the
 * start.
 */
public final class Configuration {
  private final Object[] values;
  private final String[] origins;
  private final List<String> messages;

  /** Both arrays are indexed by {@link Option#index()} and belong to the configuration now. */
  Configuration(Object[] values, String[] origins, List<String> messages) {
    this.values = values;
    this.origins = origins;
    this.messages = messages;
  }

  /**
   * Reads the sources, strongest first: agent arguments, {@code -Dsidelight.*}, {@code -Dotel.*},
   * environment ({@code SIDELIGHT_*} before {@code OTEL_*}), {@code agent.properties}, defaults.
   * Never throws: what is wrong is told in {@link #messages()}, and the next source counts.
   */
  public static Configuration of(Sources sources) {
    return new ConfigurationReader(sources).read();
  }

  /** The value in effect; an empty one if the option has no default and is not set. */
  @SuppressWarnings("unchecked") // The reader stored what the option's own type made.
  public <T> T get(Option<T> option) {
    return (T) values[option.index()];
  }

  /** Where the value came from, such as {@code SIDELIGHT_METRICS_PORT}, or {@code default}. */
  public String origin(Option<?> option) {
    return origins[option.index()];
  }

  /** Whether the value came from somewhere else than the table of defaults. */
  public boolean isSet(Option<?> option) {
    return !Settling.DEFAULT.equals(origins[option.index()]);
  }

  /** The value for people to read: without secrets, cut, without control characters. */
  public <T> String shown(Option<T> option) {
    if (option.secret()) {
      return isSet(option) ? "***" : "";
    }
    return Messages.escape(option.type().show(get(option)), Messages.MAX_QUOTE);
  }

  /** What is wrong with the configuration, one line each, safe to print; empty if nothing is. */
  public List<String> messages() {
    return messages;
  }
}
