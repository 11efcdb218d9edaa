package io.sidelight.core.record;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The words of Redis's protocol (RESP), out of what clients hold of it. */
public final class RedisNames {
  /** What stands for everything that cannot be the name of a command. */
  public static final String OTHER = "OTHER";

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
      // A module's: JSON.SET, FT._LIST.
      boolean letter = (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
      if (!letter && b != '.' && b != '_' && b != '-' && !(b >= '0' && b <= '9')) {
        return OTHER;
      }
    }
    return new String(raw, StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT);
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
