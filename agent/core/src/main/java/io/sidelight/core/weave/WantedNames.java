package io.sidelight.core.weave;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * The names of methods and annotations by which a class file is picked, looked for in one pass over
 * its constants. Immutable and thread-safe.
 */
final class WantedNames {
  /** A class file names a method which a subtype rule wants. */
  static final int METHOD = 1;

  /** A class file names an annotation which a rule wants. */
  static final int ANNOTATION = 2;

  private final int all;

  /** The names, each at its length in bytes; empty where there are none of that length. */
  private final byte[][][] names;

  /** What the names of that length are: {@link #METHOD}, {@link #ANNOTATION}, both or neither. */
  private final int[] kinds;

  /**
   * @param annotations descriptors
   */
  WantedNames(List<String> methods, List<String> annotations) {
    all = (methods.isEmpty() ? 0 : METHOD) | (annotations.isEmpty() ? 0 : ANNOTATION);
    int lengths = Math.max(longest(methods), longest(annotations)) + 1;
    names = new byte[lengths][0][];
    kinds = new int[lengths];
    add(methods, METHOD);
    add(annotations, ANNOTATION);
  }

  private static int longest(List<String> names) {
    int longest = 0;
    for (String name : names) {
      longest = Math.max(longest, utf8(name).length);
    }
    return longest;
  }

  private static byte[] utf8(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  private void add(List<String> more, int kind) {
    for (String name : more) {
      byte[] bytes = utf8(name);
      byte[][] known = names[bytes.length];
      byte[][] longer = Arrays.copyOf(known, known.length + 1);
      longer[known.length] = bytes;
      names[bytes.length] = longer;
      kinds[bytes.length] |= kind;
    }
  }

  /** What the class file names of all this: {@link #METHOD}, {@link #ANNOTATION}, both, or 0. */
  int in(ClassFile file) {
    int found = 0;
    for (int i = 1; i < file.constants() && found != all; i++) {
      int at = file.utf8At(i);
      int length = at > 0 ? file.u2(at) : 0;
      if (length < kinds.length && (kinds[length] & ~found) != 0) {
        found |= kindOf(file, i, length);
      }
    }
    return found;
  }

  /** Whether a constant, which is UTF-8, is one of the names. */
  boolean include(ClassFile file, int constant) {
    int length = file.u2(file.utf8At(constant));
    return length < kinds.length && kinds[length] != 0 && kindOf(file, constant, length) != 0;
  }

  private int kindOf(ClassFile file, int constant, int length) {
    for (byte[] name : names[length]) {
      if (file.utf8Equals(constant, name)) {
        // A method's name has no semicolon (JVMS 4.2.2).
        return name[length - 1] == ';' ? ANNOTATION : METHOD;
      }
    }
    return 0;
  }
}
