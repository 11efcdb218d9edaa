package io.sidelight.core.record;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What keys of Redis look like, in the words of whoever configured it: {@code user:{id}:cart}. What
 * stands in braces may be anything but a colon, and is never told. Immutable.
 */
public final class KeyTemplates {
  /** Longer keys match none. */
  public static final int LONGEST = 512;

  private static final KeyTemplates NONE = new KeyTemplates(new ArrayList<String>());

  private final String[] texts;

  /** Of each template the text before, between and behind its braces. */
  private final String[][] literals;

  private KeyTemplates(List<String> templates) {
    texts = templates.toArray(new String[0]);
    literals = new String[texts.length][];
    for (int i = 0; i < texts.length; i++) {
      literals[i] = texts[i].split("\\{[^{}]*\\}", -1);
    }
  }

  /** None, by which nothing is told. */
  public static KeyTemplates none() {
    return NONE;
  }

  /**
   * The first that matches a key counts.
   *
   * @param templates such as {@code user:{id}}; one without braces is that very key
   */
  public static KeyTemplates of(List<String> templates) {
    return templates.isEmpty() ? NONE : new KeyTemplates(templates);
  }

  boolean isEmpty() {
    return texts.length == 0;
  }

  /** The template that the key is one of; null if there is none. */
  @Nullable String match(@Nullable String key) {
    if (key != null && key.length() <= LONGEST) {
      for (int i = 0; i < texts.length; i++) {
        if (matches(key, literals[i])) {
          return texts[i];
        }
      }
    }
    return null;
  }

  /** As greedy as colons allow: each piece is looked for from the left. */
  private static boolean matches(String key, String[] pieces) {
    if (!key.startsWith(pieces[0])) {
      return false;
    }
    int at = pieces[0].length();
    for (int i = 1; i < pieces.length; i++) {
      boolean last = i == pieces.length - 1;
      int from = at + 1;
      int found =
          last && key.endsWith(pieces[i])
              ? key.length() - pieces[i].length()
              : key.indexOf(pieces[i], from);
      if (found < from || key.lastIndexOf(':', found - 1) >= at) {
        return false;
      }
      at = found + pieces[i].length();
    }
    return at == key.length();
  }
}
