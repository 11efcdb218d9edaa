package io.sidelight.core.record;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words of Redis's protocol (RESP), out of what clients hold of it. */
public final class RedisNames {
  /** What stands for everything that cannot be the name of a command. */
  public static final String OTHER = "OTHER";

  /** What stands for several commands that are sent together. */
  public static final String PIPELINE = "PIPELINE";

  /** No command of Redis or its modules is longer, and no error's prefix. */
  private static final int LONGEST = 32;

  private RedisNames() {}

  /**
   * The name of a command, upper-case; {@link #OTHER} for what cannot be one.
   *
   * @param raw as sent
   */
  public static String command(byte[] raw) {
    if (raw.length == 0 || raw.length > LONGEST) {
      return OTHER;
    }
    for (byte b : raw) {
      if (!isPart((char) b)) {
        return OTHER;
      }
    }
    return new String(raw, StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT);
  }

  /**
   * As the other one, for clients that know the name as a text.
   *
   * @param name upper-case or not
   */
  public static String command(String name) {
    if (name.isEmpty() || name.length() > LONGEST) {
      return OTHER;
    }
    boolean upper = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!isPart(c)) {
        return OTHER;
      }
      upper &= c < 'a' || c > 'z';
    }
    return upper ? name : name.toUpperCase(Locale.ROOT);
  }

  /** Of a name, a module's included: JSON.SET, FT._LIST. */
  private static boolean isPart(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '-';
  }

  /**
   * The word for programs by which Redis begins an error: {@code WRONGTYPE Operation against a key
   * …}; null if it begins by none.
   *
   * @param error the whole error as Redis has sent it
   */
  public static @Nullable String errorPrefix(@Nullable String error) {
    if (error == null) {
      return null;
    }
    int end = 0;
    while (end < error.length() && error.charAt(end) >= 'A' && error.charAt(end) <= 'Z') {
      end++;
    }
    boolean isWord = end == error.length() || error.charAt(end) == ' ';
    return isWord && end > 0 && end <= LONGEST ? error.substring(0, end) : null;
  }
}
