package io.sidelight.core.start;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A comma-separated list without duplicates: of any words, or of a few known ones. */
final class ListType extends Type<List<String>> {
  private static final String NONE = "none";

  /** The known words in lower case; empty if all are taken. */
  private final String[] known;

  ListType(String... known) {
    this.known = known;
  }

  /**
   * Known words are taken and others left out, because a list written for another tool is mostly
   * right; it is refused if nothing is left of it.
   */
  @Override
  @Nullable List<String> parse(String text) {
    List<String> taken = new ArrayList<String>();
    if (known.length > 0 && text.equalsIgnoreCase(NONE)) {
      return Collections.emptyList();
    }
    split(text, taken, new ArrayList<String>());
    return taken.isEmpty() ? null : Collections.unmodifiableList(taken);
  }

  @Override
  @Nullable String leftOut(String text) {
    if (known.length == 0 || text.equalsIgnoreCase(NONE)) {
      return null;
    }
    List<String> others = new ArrayList<String>();
    split(text, new ArrayList<String>(), others);
    return others.isEmpty() ? null : show(others);
  }

  @Override
  @Nullable String nearest(String leftOut) {
    List<String> others = new ArrayList<String>();
    split(leftOut, new ArrayList<String>(), others);
    for (int i = 0; i < others.size(); i++) {
      String meant = NearestOption.of(others.get(i), known);
      if (meant != null) {
        return meant;
      }
    }
    return null;
  }

  private void split(String text, List<String> taken, List<String> others) {
    int from = 0;
    while (from <= text.length()) {
      int comma = text.indexOf(',', from);
      int end = comma < 0 ? text.length() : comma;
      String word = text.substring(from, end).trim();
      from = end + 1;
      if (word.isEmpty()) {
        continue;
      }
      String lower = known.length == 0 ? word : word.toLowerCase(Locale.ROOT);
      List<String> target = isKnown(lower) ? taken : others;
      if (!target.contains(lower)) {
        target.add(lower);
      }
    }
  }

  private boolean isKnown(String word) {
    for (int i = 0; i < known.length; i++) {
      if (known[i].equals(word)) {
        return true;
      }
    }
    return known.length == 0;
  }

  @Override
  List<String> unset() {
    return Collections.emptyList();
  }

  @Override
  String accepts() {
    return known.length == 0
        ? "a comma-separated list"
        : "a comma-separated list of " + join(known, ", ") + "; or none";
  }

  @Override
  String show(List<String> value) {
    return value.isEmpty() && known.length > 0 ? NONE : join(value.toArray(new String[0]), ",");
  }

  static String join(String[] words, String separator) {
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < words.length; i++) {
      joined.append(i == 0 ? "" : separator).append(words[i]);
    }
    return joined.toString();
  }
}
