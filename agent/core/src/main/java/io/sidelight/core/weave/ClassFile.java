package io.sidelight.core.weave;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * Just enough of a class file (JVMS 4) to decide whether to weave it, and to copy what is not
 * woven: names, supertypes, which methods it declares, and where they are. It reads in place and
 * makes no object per constant, since it looks at every class of the application. Not thread-safe;
 * assumes that the JVM or a compiler wrote the file.
 */
final class ClassFile {
  private final byte[] bytes;

  /** Where each constant's tag is; 0 where there is none. */
  private final int[] constants;

  private final int afterConstants;

  ClassFile(byte[] bytes) {
    this.bytes = bytes;
    int count = u2(8);
    int[] at = new int[count];
    int position = 10;
    for (int i = 1; i < count; i++) {
      at[i] = position;
      switch (bytes[position]) {
        case 1: // Utf8
          position += 3 + u2(position + 1);
          break;
        case 5: // Long
        case 6: // Double: both take two entries
          position += 9;
          i++;
          break;
        case 7: // Class
        case 8: // String
        case 16: // MethodType
        case 19: // Module
        case 20: // Package
          position += 3;
          break;
        case 15: // MethodHandle
          position += 4;
          break;
        case 3: // Integer
        case 4: // Float
        case 9: // Fieldref
        case 10: // Methodref
        case 11: // InterfaceMethodref
        case 12: // NameAndType
        case 17: // Dynamic
        case 18: // InvokeDynamic
          position += 5;
          break;
        default:
          throw new IllegalArgumentException("constant tag " + bytes[position]);
      }
    }
    constants = at;
    afterConstants = position;
  }

  int u2(int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  int u1(int at) {
    return bytes[at] & 0xff;
  }

  /** The length of an attribute, or of code. */
  int u4(int at) {
    int value = s4(at);
    if (value < 0) {
      // More than an array holds; a walk that followed it would go in circles.
      throw new IllegalArgumentException("attribute length " + value);
    }
    return value;
  }

  int s4(int at) {
    return u2(at) << 16 | u2(at + 2);
  }

  int length() {
    return bytes.length;
  }

  int afterConstants() {
    return afterConstants;
  }

  byte[] copy(int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  void copy(int from, int to, Bytes out) {
    out.put(bytes, from, to);
  }

  /** Where a constant's tag is. */
  int at(int constant) {
    return constants[constant];
  }

  int majorVersion() {
    return u2(6);
  }

  int constants() {
    return constants.length;
  }

  /** Where the length of a UTF-8 constant stands, or 0 if the constant is of another kind. */
  int utf8At(int constant) {
    int at = constants[constant];
    return at > 0 && bytes[at] == 1 ? at + 1 : 0;
  }

  boolean isInterface() {
    return (u2(afterConstants) & Opcodes.ACC_INTERFACE) != 0;
  }

  /** The constant that is the class. */
  int nameConstant() {
    return u2(afterConstants + 2);
  }

  String name() {
    String name = className(nameConstant());
    return name == null ? "" : name;
  }

  @Nullable String superName() {
    return className(u2(afterConstants + 4));
  }

  String[] interfaces() {
    int count = u2(afterConstants + 6);
    String[] names = new String[count];
    for (int i = 0; i < count; i++) {
      String name = className(u2(afterConstants + 8 + 2 * i));
      names[i] = name == null ? "" : name;
    }
    return names;
  }

  private @Nullable String className(int constant) {
    return constant == 0 ? null : utf8(u2(constants[constant] + 1));
  }

  String utf8(int constant) {
    int at = constants[constant] + 3;
    int end = at + u2(at - 2);
    char[] text = new char[end - at];
    int length = 0;
    while (at < end) {
      // JVMS 4.4.7: one, two or three bytes for each char; surrogates are chars of their own.
      int first = bytes[at];
      if (first >= 0) {
        text[length++] = (char) first;
        at++;
      } else if ((first & 0xe0) == 0xc0) {
        text[length++] = (char) ((first & 0x1f) << 6 | (bytes[at + 1] & 0x3f));
        at += 2;
      } else {
        text[length++] =
            (char) ((first & 0xf) << 12 | (bytes[at + 1] & 0x3f) << 6 | (bytes[at + 2] & 0x3f));
        at += 3;
      }
    }
    return new String(text, 0, length);
  }

  boolean utf8Equals(int constant, byte[] text) {
    int at = constants[constant];
    if (u2(at + 1) != text.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (bytes[at + 3 + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether a UTF-8 constant has this in it. */
  boolean mentions(byte[] text) {
    for (int i = 1; i < constants.length; i++) {
      int at = utf8At(i);
      if (at > 0 && contains(at + 2, at + 2 + u2(at), text)) {
        return true;
      }
    }
    return false;
  }

  private boolean contains(int from, int to, byte[] text) {
    for (int at = from; at <= to - text.length; at++) {
      int same = 0;
      while (same < text.length && bytes[at + same] == text[same]) {
        same++;
      }
      if (same == text.length) {
        return true;
      }
    }
    return false;
  }

  /** Told of each method that has code. */
  interface MethodWalk {
    /**
     * @param at where the method begins, for {@link #access} and {@link AnnotationWalk}
     */
    void method(int at, int nameConstant, int descriptorConstant);
  }

  /** The access flags of the method that begins there. */
  int access(int method) {
    return u2(method);
  }

  /** Walks the methods that have code: neither abstract nor native. */
  void methods(MethodWalk walk) {
    int at = skipMembers(fields()) + 2;
    for (int i = u2(at - 2); i > 0; i--) {
      int method = at;
      int name = u2(at + 2);
      int descriptor = u2(at + 4);
      int attributes = u2(at + 6);
      at += 8;
      for (int j = 0; j < attributes; j++) {
        if (isCode(at)) {
          walk.method(method, name, descriptor);
        }
        at += 6 + u4(at + 2);
      }
    }
  }

  /** Where fields or methods end whose number stands there. */
  int skipMembers(int at) {
    int position = at + 2;
    for (int i = u2(at); i > 0; i--) {
      position = skipAttributes(position + 6);
    }
    return position;
  }

  /** Where attributes end whose number stands there. */
  int skipAttributes(int at) {
    int position = at + 2;
    for (int i = u2(at); i > 0; i--) {
      position += 6 + u4(position + 2);
    }
    return position;
  }

  /** Whether the attribute there is a method's code. */
  boolean isCode(int attribute) {
    return utf8Equals(u2(attribute), CODE);
  }

  private int fields() {
    return afterConstants + 8 + 2 * u2(afterConstants + 6);
  }

  /** Where the attribute with the bootstrap methods begins, or 0 if there is none. */
  int bootstraps() {
    int attributes = skipMembers(skipMembers(fields()));
    int at = attributes + 2;
    for (int i = u2(attributes); i > 0; i--) {
      if (utf8(u2(at)).equals("BootstrapMethods")) {
        return at;
      }
      at += 6 + u4(at + 2);
    }
    return 0;
  }

  /** Whether there is such a field of the class's instances. */
  boolean declares(String name, String descriptor) {
    int at = fields() + 2;
    for (int i = u2(at - 2); i > 0; i--) {
      boolean isStatic = (u2(at) & Opcodes.ACC_STATIC) != 0;
      if (!isStatic && utf8(u2(at + 2)).equals(name) && utf8(u2(at + 4)).equals(descriptor)) {
        return true;
      }
      at = skipAttributes(at + 6);
    }
    return false;
  }

  private static final byte[] CODE = {'C', 'o', 'd', 'e'};
}
