package io.sidelight.core.weave;

import java.nio.charset.StandardCharsets;

/** Reads the annotations of one element (JVMS 4.7.16) in place. Not thread-safe. */
final class AnnotationWalk {
  private static final byte[] VISIBLE =
      "RuntimeVisibleAnnotations".getBytes(StandardCharsets.US_ASCII);

  private final ClassFile file;
  private int at;

  /**
   * @param at where their number stands
   */
  AnnotationWalk(ClassFile file, int at) {
    this.file = file;
    this.at = at;
  }

  /** Whether the method that begins there bears an annotation which stays until run time. */
  static boolean finds(ClassFile file, int method, byte[] descriptor) {
    int at = method + 8;
    for (int i = file.u2(at - 2); i > 0; i--) {
      if (file.utf8Equals(file.u2(at), VISIBLE)) {
        return new AnnotationWalk(file, at + 6).finds(descriptor);
      }
      at += 6 + file.u4(at + 2);
    }
    return false;
  }

  /** Told of what an annotation gives. */
  interface Elements {
    /** There is such an annotation. */
    void annotation();

    /** An element that is a text, a number, a boolean, or an enum constant (its name). */
    void element(String name, String value);
  }

  private int next() {
    at += 2;
    return file.u2(at - 2);
  }

  private boolean finds(byte[] descriptor) {
    for (int i = next(); i > 0; i--) {
      if (file.utf8Equals(next(), descriptor)) {
        return true;
      }
      skipElements();
    }
    return false;
  }

  /** Reads them all; returns where they end. */
  int read(byte[] descriptor, Elements to) {
    for (int i = next(); i > 0; i--) {
      if (file.utf8Equals(next(), descriptor)) {
        to.annotation();
        readElements(to);
      } else {
        skipElements();
      }
    }
    return at;
  }

  private void skipElements() {
    for (int i = next(); i > 0; i--) {
      at += 2;
      skipValue();
    }
  }

  private void skipValue() {
    int tag = file.u1(at++);
    if (tag == '@') {
      at += 2;
      skipElements();
    } else if (tag == '[') {
      for (int i = next(); i > 0; i--) {
        skipValue();
      }
    } else {
      at += tag == 'e' ? 4 : 2;
    }
  }

  private void readElements(Elements to) {
    for (int i = next(); i > 0; i--) {
      String name = file.utf8(next());
      int tag = file.u1(at);
      if (tag == '@' || tag == '[' || tag == 'c') {
        skipValue();
      } else {
        at++;
        to.element(name, value(tag));
      }
    }
  }

  private String value(int tag) {
    int constant = next();
    switch (tag) {
      case 'e': // Its type first.
        return file.utf8(next());
      case 's':
        return file.utf8(constant);
      case 'J':
        return Long.toString(s8(constant));
      case 'D':
        return Double.toString(Double.longBitsToDouble(s8(constant)));
      case 'F':
        return Float.toString(Float.intBitsToFloat(s4(constant)));
      case 'Z':
        return Boolean.toString(s4(constant) != 0);
      case 'C':
        return String.valueOf((char) s4(constant));
      default: // Byte, short, int.
        return Integer.toString(s4(constant));
    }
  }

  private int s4(int constant) {
    return file.s4(file.at(constant) + 1);
  }

  private long s8(int constant) {
    int value = file.at(constant) + 1;
    return (long) file.s4(value) << 32 | file.s4(value + 4) & 0xffffffffL;
  }
}
