package io.sidelight.core.start;

import org.jspecify.annotations.Nullable;

/** How the text of a setting becomes a value. Immutable. */
abstract class Type<T> {

  /**
   * Reads a trimmed text that is not empty, not longer than {@link #MAX_LENGTH} and free of control
   * characters.
   *
   * @return the value, or null if the text is not accepted
   */
  abstract @Nullable T parse(String text);

  /** The value of an option that has no default and is not set. */
  abstract T unset();

  /** What is accepted, to follow "expected" in a sentence. */
  abstract String accepts();

  /** Longest accepted text, in characters: more is a mistake, or an attack on memory. */
  static final int MAX_LENGTH = 32_768;

  /** The value as it would be written, for people to read. */
  String show(T value) {
    return String.valueOf(value);
  }

  /** The text as it may be printed: what is secret inside is replaced. */
  String printable(String text) {
    return text;
  }

  /** Whether values must never be printed. */
  boolean secret() {
    return false;
  }

  /** What {@link #parse} left out of an accepted text, or null if it took everything. */
  @Nullable String leftOut(String text) {
    return null;
  }

  /** The accepted word that somebody most likely meant by one left out, or null. */
  @Nullable String nearest(String leftOut) {
    return null;
  }

  /** The reason why no type takes the text, or null. */
  static @Nullable String flaw(String text) {
    if (text.length() > MAX_LENGTH) {
      return "longer than " + MAX_LENGTH + " characters";
    }
    return hasControl(text) ? "it contains a control character" : null;
  }

  static boolean hasControl(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
