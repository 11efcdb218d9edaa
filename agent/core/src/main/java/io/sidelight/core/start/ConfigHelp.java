package io.sidelight.core.start;

import java.util.List;

/** Explains the options to people: on the command line, and in the documentation. */
public final class ConfigHelp {
  private static final String TABLE_HEAD =
      "| Key | Default | Meaning | Environment |\n| --- | --- | --- | --- |\n";

  private ConfigHelp() {}

  /**
   * Every option with its default, meaning and names; what the configuration sets, with the value
   * in effect and its origin; and what is wrong with it. Secrets are hidden.
   */
  public static String text(Configuration configuration) {
    StringBuilder text = new StringBuilder(16_384);
    List<Option<?>> options = Options.all();
    for (int i = 0; i < options.size(); i++) {
      describe(options.get(i), configuration, text);
    }
    List<String> messages = configuration.messages();
    for (int i = 0; i < messages.size(); i++) {
      text.append(i == 0 ? "Problems:\n" : "").append("  ").append(messages.get(i)).append('\n');
    }
    return text.toString();
  }

  private static void describe(Option<?> option, Configuration configuration, StringBuilder text) {
    text.append(option.key());
    if (!option.defaultText().isEmpty()) {
      text.append(" (default ").append(option.defaultText()).append(')');
    }
    text.append('\n');
    if (configuration.isSet(option)) {
      text.append("    Now: ").append(configuration.shown(option));
      text.append("  from ").append(configuration.origin(option)).append('\n');
    }
    text.append("    ").append(option.meaning().replace("`", "")).append('\n');
    text.append("    Value: ").append(option.type().accepts()).append('\n');
    text.append("    Environment: ").append(option.variable());
    Alias[] aliases = option.aliases();
    for (int i = 0; i < aliases.length; i++) {
      text.append(", ").append(aliases[i].variable());
    }
    text.append("\n\n");
  }

  /** The table of the documentation in Markdown, one line per option, ending with a line break. */
  public static String markdownTable() {
    StringBuilder table = new StringBuilder(16_384).append(TABLE_HEAD);
    List<Option<?>> options = Options.all();
    for (int i = 0; i < options.size(); i++) {
      Option<?> option = options.get(i);
      String byDefault = option.defaultText().isEmpty() ? "" : code(option.defaultText());
      table.append("| ").append(code(option.key())).append(" | ").append(byDefault);
      table.append(" | ").append(option.meaning()).append("<br>Value: ");
      table.append(option.type().accepts()).append(". | ").append(code(option.variable()));
      Alias[] aliases = option.aliases();
      for (int j = 0; j < aliases.length; j++) {
        table.append("<br>").append(code(aliases[j].variable()));
      }
      table.append(" |\n");
    }
    return table.toString();
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
