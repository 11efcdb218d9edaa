package io.sidelight.core.start;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the option that somebody who wrote an unknown name most likely meant. */
final class NearestOption {
  /** Longest name that is compared letter by letter. */
  private static final int MAX_LENGTH = 64;

  private NearestOption() {}

  /**
   * The option that a name in any spelling (key, property or variable) comes close to: the same but
   * for its prefix, dashes and case, one of its OpenTelemetry names, its last words, or some typing
   * mistakes away. Null if none does.
   */
  static @Nullable Option<?> of(String name) {
    if (name.length() > MAX_LENGTH) {
      return null;
    }
    String given = plain(name);
    if (given.startsWith(Option.PROPERTY_PREFIX)) {
      given = given.substring(Option.PROPERTY_PREFIX.length());
    }
    List<Option<?>> options = Options.all();
    Option<?> nearest = null;
    int least = Math.max(2, given.length() / 4) + 1;
    for (int i = 0; i < options.size(); i++) {
      Option<?> option = options.get(i);
      int distance = distance(given, option);
      if (distance < least && distance * 2 < given.length()) {
        nearest = option;
        least = distance;
      }
    }
    return nearest;
  }

  /** The word that is some typing mistakes away, or null if none is. */
  static @Nullable String of(String given, String[] words) {
    if (given.length() > MAX_LENGTH) {
      return null;
    }
    String nearest = null;
    int least = Math.max(2, given.length() / 4) + 1;
    for (int i = 0; i < words.length; i++) {
      int distance = distance(given, words[i]);
      if (distance < least && distance * 2 < given.length()) {
        nearest = words[i];
        least = distance;
      }
    }
    return nearest;
  }

  private static int distance(String given, Option<?> option) {
    Alias[] aliases = option.aliases();
    for (int i = 0; i < aliases.length; i++) {
      if (aliases[i].property().equals(given)) {
        return 0;
      }
    }
    String key = plain(option.key());
    if (key.endsWith("." + given)) {
      return 1;
    }
    return distance(given, key);
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '.').replace('-', '.');
  }

  /** Letters to insert, delete, replace or swap with their neighbour (optimal string alignment). */
  static int distance(String a, String b) {
    int[][] steps = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          steps[i][j] = i + j;
          continue;
        }
        int replaced = steps[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        steps[i][j] = swapped ? Math.min(best, steps[i - 2][j - 2] + 1) : best;
      }
    }
    return steps[a.length()][b.length()];
  }
}
