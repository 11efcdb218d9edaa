package io.sidelight.core.start;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One of a few lower-case words, given in any case. */
final class ChoiceType extends Type<String> {
  private final String[] choices;
  private final String remark;

  ChoiceType(String... choices) {
    this("", choices);
  }

  private ChoiceType(String remark, String[] choices) {
    this.remark = remark;
    this.choices = choices;
  }

  /** The same choice with a remark behind what is accepted. */
  ChoiceType remarking(String text) {
    return new ChoiceType(" (" + text + ")", choices);
  }

  @Override
  @Nullable String parse(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i < choices.length; i++) {
      if (choices[i].equals(word)) {
        return choices[i];
      }
    }
    return null;
  }

  @Override
  String unset() {
    return choices[0];
  }

  @Override
  String accepts() {
    return choices.length > 2
        ? "one of " + ListType.join(choices, ", ")
        : ListType.join(choices, " or ") + remark;
  }
}
