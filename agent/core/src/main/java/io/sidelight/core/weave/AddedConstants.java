package io.sidelight.core.weave;

import java.util.HashMap;
import java.util.Map;

/**
 * Constants behind a class file's own (JVMS 4.4), which keep their numbers: what is copied needs no
 * look. Each is added once, whether the class file has it already or not. Not thread-safe.
 */
final class AddedConstants {
  private static final int MOST = 0xffff;

  private static final int UTF8 = 1;
  private static final int INTEGER = 3;
  private static final int CLASS = 7;
  private static final int STRING = 8;
  private static final int FIELD = 9;
  private static final int METHOD = 10;
  private static final int NAME_AND_TYPE = 12;
  private static final int METHOD_HANDLE = 15;
  private static final int INVOKE_DYNAMIC = 18;

  private static final int INVOKE_STATIC = 6;

  private final int bootstrap;
  private final Bytes out = new Bytes(512);
  private final Map<String, Integer> known = new HashMap<>();
  private int count;

  /**
   * @param count how many the class file has, the unusable first one included
   * @param bootstrap the index in its table of bootstrap methods that {@link #site} refers to
   */
  AddedConstants(int count, int bootstrap) {
    this.count = count;
    this.bootstrap = bootstrap;
  }

  /** How many there are with the class file's own. */
  int count() {
    return count;
  }

  Bytes bytes() {
    return out;
  }

  int utf8(String text) {
    String key = (char) UTF8 + text;
    Integer added = known.get(key);
    if (added == null) {
      added = begin(key, UTF8);
      encode(text);
    }
    return added;
  }

  private Integer begin(String key, int tag) {
    if (count >= MOST) {
      throw new IllegalStateException("no room for more constants");
    }
    Integer number = count++;
    known.put(key, number);
    out.u1(tag);
    return number;
  }

  /** JVMS 4.4.7. */
  private void encode(String text) {
    int at = out.length();
    out.u2(0);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != 0 && c < 0x80) {
        out.u1(c);
      } else if (c < 0x800) {
        out.u1(0xc0 | c >> 6);
        out.u1(0x80 | (c & 0x3f));
      } else {
        out.u1(0xe0 | c >> 12);
        out.u1(0x80 | (c >> 6 & 0x3f));
        out.u1(0x80 | (c & 0x3f));
      }
    }
    int length = out.length() - at - 2;
    if (length > MOST) {
      throw new IllegalStateException("no constant holds a text of " + length + " bytes");
    }
    out.setU2(at, length);
  }

  private int one(int tag, int of) {
    String key = (char) tag + "" + of;
    Integer added = known.get(key);
    if (added == null) {
      added = begin(key, tag);
      out.u2(of);
    }
    return added;
  }

  private int two(int tag, int first, int second) {
    String key = (char) tag + "" + first + ' ' + second;
    Integer added = known.get(key);
    if (added == null) {
      added = begin(key, tag);
      if (tag == METHOD_HANDLE) {
        out.u1(first);
      } else {
        out.u2(first);
      }
      out.u2(second);
    }
    return added;
  }

  /**
   * A class or an array type.
   *
   * @param name internal name, or descriptor of an array
   */
  int type(String name) {
    return one(CLASS, utf8(name));
  }

  int text(String text) {
    return one(STRING, utf8(text));
  }

  int number(int value) {
    String key = (char) INTEGER + "" + value;
    Integer added = known.get(key);
    if (added == null) {
      added = begin(key, INTEGER);
      out.u4(value);
    }
    return added;
  }

  private int nameAndType(String name, String descriptor) {
    return two(NAME_AND_TYPE, utf8(name), utf8(descriptor));
  }

  int field(String owner, String name, String descriptor) {
    return two(FIELD, type(owner), nameAndType(name, descriptor));
  }

  /** A method of a class, not of an interface. */
  int method(String owner, String name, String descriptor) {
    return two(METHOD, type(owner), nameAndType(name, descriptor));
  }

  /** A static method of a class. */
  int handle(String owner, String name, String descriptor) {
    return two(METHOD_HANDLE, INVOKE_STATIC, method(owner, name, descriptor));
  }

  /** What {@code invokedynamic} refers to. */
  int site(String name, String descriptor) {
    return two(INVOKE_DYNAMIC, bootstrap, nameAndType(name, descriptor));
  }
}
