package io.sidelight.core.start;

import java.util.Locale;

/**
 * One thing that can be configured: its key, what it means and how its text is read. The options
 * are the constants of {@link Options}. Immutable.
 *
 * @param <T> of the value; never null: what is not set has an empty value
 */
public final class Option<T> {
  static final String PROPERTY_PREFIX = "sidelight.";
  static final String VARIABLE_PREFIX = "SIDELIGHT_";

  private final int index;
  private final String key;
  private final Type<T> type;
  private final String defaultText;
  private final String meaning;
  private final Alias[] aliases;

  Option(
      int index, String key, Type<T> type, String defaultText, String meaning, Alias... aliases) {
    this.index = index;
    this.key = key;
    this.type = type;
    this.defaultText = defaultText;
    this.meaning = meaning;
    this.aliases = aliases;
  }

  /** The key as it stands in {@code agent.properties}, such as {@code metrics.port}. */
  public String key() {
    return key;
  }

  /** The default as it would be written; empty if there is none. */
  public String defaultText() {
    return defaultText;
  }

  /** What the option does, in a sentence or two; `code` stands in back-quotes. */
  public String meaning() {
    return meaning;
  }

  /** Whether the value must never be printed. */
  public boolean secret() {
    return type.secret();
  }

  /** Name of the own environment variable, such as {@code SIDELIGHT_METRICS_PORT}. */
  public String variable() {
    return VARIABLE_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** Name of the own system property, such as {@code sidelight.metrics.port}. */
  public String property() {
    return PROPERTY_PREFIX + key;
  }

  int index() {
    return index;
  }

  Type<T> type() {
    return type;
  }

  /** Strongest first. Not to be changed. */
  Alias[] aliases() {
    return aliases;
  }

  T defaultValue() {
    T value = defaultText.isEmpty() ? null : type.parse(defaultText);
    return value == null ? type.unset() : value;
  }

  @Override
  public String toString() {
    return key;
  }
}
