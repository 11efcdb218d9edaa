package io.sidelight.core.start;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text behind {@code -javaagent:sidelight-agent.jar=}: {@code key=value,key=value}. A comma
 * ends a setting, {@code \,} is a comma inside a value; every other backslash stands for itself, so
 * that Windows paths need no care.
 */
final class AgentArguments {
  static final String PLACE = "the agent arguments";

  private final Map<String, String> settings = new HashMap<String, String>();
  private final Messages messages;
  private @Nullable Option<?> previous;

  private AgentArguments(Messages messages) {
    this.messages = messages;
  }

  /** The settings by key; of those given twice, the last one. */
  static Map<String, String> parse(String text, Messages messages) {
    AgentArguments arguments = new AgentArguments(messages);
    arguments.split(text);
    return arguments.settings;
  }

  private void split(String text) {
    StringBuilder setting = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == ',') {
        setting.append(',');
        i++;
      } else if (c == ',') {
        take(setting.toString().trim());
        setting.setLength(0);
      } else {
        setting.append(c);
      }
    }
    take(setting.toString().trim());
  }

  private void take(String setting) {
    if (setting.isEmpty()) {
      return;
    }
    int equals = setting.indexOf('=');
    if (equals < 0) {
      // It may be the rest of a secret whose commas were not escaped.
      String shown = previous != null && previous.secret() ? "***" : Messages.quote(setting);
      messages.add(shown + " in " + PLACE + " is ignored: expected key=value" + hint());
      return;
    }
    String key = setting.substring(0, equals).trim();
    Option<?> option = Options.byKey(key);
    if (option == null) {
      UnknownSettings.tellKey(key, PLACE, hint(), messages);
    } else if (settings.put(key, setting.substring(equals + 1)) != null) {
      messages.add(key + " is given twice in " + PLACE + "; the last one is used");
    }
    if (option != null) {
      previous = option;
    }
  }

  private String hint() {
    return previous == null ? "" : " (a comma inside a value is written \\,)";
  }
}
