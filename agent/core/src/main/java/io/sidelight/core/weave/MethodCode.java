package io.sidelight.core.weave;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The code of a method (JVMS 4.7.3), to be woven once or more often and written. What it says of
 * lines and local variables moves with the instructions; annotations of types in it, which nothing
 * reads at run time, are left out. Not thread-safe.
 */
final class MethodCode {
  private static final int LARGEST = 0xffff;
  private static final int FIRST_WITH_FRAMES = 50;

  private static final byte[] LINES = ascii("LineNumberTable");
  private static final byte[] VARIABLES = ascii("LocalVariableTable");
  private static final byte[] VARIABLE_TYPES = ascii("LocalVariableTypeTable");
  private static final byte[] FRAMES = ascii("StackMapTable");

  /** A table of which each entry begins with a place in the code. */
  private static final class Table {
    final int name;
    final int entry;
    final byte[] entries;

    Table(int name, int entry, byte[] entries) {
      this.name = name;
      this.entry = entry;
      this.entries = entries;
    }
  }

  private final ClassFile file;
  private final AddedConstants constants;
  private int maxStack;
  private int maxLocals;
  private byte[] code;

  /** Begin, end, place and caught type of each handler in turn, in the order of their table. */
  private List<Integer> handlers = new ArrayList<>();

  private final List<Table> tables = new ArrayList<>(3);

  /** Null where the class file's version has none. */
  private final @Nullable Frames frames;

  /**
   * @param attribute where the attribute begins in the class file
   */
  MethodCode(
      ClassFile file,
      int attribute,
      Descriptor descriptor,
      boolean isStatic,
      AddedConstants constants) {
    this.file = file;
    this.constants = constants;
    maxStack = file.u2(attribute + 6);
    maxLocals = file.u2(attribute + 8);
    int at = attribute + 14;
    int end = at + file.u4(at - 4);
    code = file.copy(at, end);
    at = end + 2;
    for (int i = 4 * file.u2(end); i > 0; i--) {
      handlers.add(file.u2(at));
      at += 2;
    }
    frames = file.majorVersion() < FIRST_WITH_FRAMES ? null : new Frames();
    int attributes = file.u2(at);
    at += 2;
    for (int i = 0; i < attributes; i++) {
      readAttribute(at, descriptor, isStatic);
      at += 6 + file.u4(at + 2);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void readAttribute(int at, Descriptor descriptor, boolean isStatic) {
    int name = file.u2(at);
    int entry = 0;
    if (file.utf8Equals(name, LINES)) {
      entry = 4;
    } else if (file.utf8Equals(name, VARIABLES) || file.utf8Equals(name, VARIABLE_TYPES)) {
      entry = 10;
    } else if (frames != null && file.utf8Equals(name, FRAMES)) {
      int self = file.nameConstant();
      frames.read(file, at + 6, Frames.parameters(descriptor, isStatic, self, constants));
    }
    if (entry > 0) {
      int end = at + 8 + entry * file.u2(at + 6);
      tables.add(new Table(name, entry, file.copy(at + 8, end)));
    }
  }

  /** Puts in what calls an advice. */
  void weave(WovenMethod woven) {
    int local = maxLocals;
    woven.firstLocal(local);
    Instructions begin = new Instructions(constants);
    woven.begin(begin);
    Instructions end = new Instructions(constants);
    woven.result(end);
    int guardedEnd = end.length();
    if (woven.exits()) {
      woven.end(end);
    }
    MovedCode moved = new MovedCode(code, begin.toArray(), end.toArray());
    Bytes out = new Bytes(moved.to[code.length] + 32);
    List<Integer> guarded = new ArrayList<>();
    moved.write(out, end.length() - guardedEnd, guarded);
    move(moved, local);
    if (woven.exits()) {
      guarded.add(out.length());
      addHandler(woven, out, local, guarded);
    }
    if (out.length() > LARGEST) {
      throw new IllegalStateException("a method of " + out.length() + " bytes is too large");
    }
    code = out.toArray();
    maxStack = woven.stack(maxStack);
    maxLocals += WovenMethod.LOCALS;
    if (maxLocals > LARGEST) {
      throw new IllegalStateException("no room for more local variables");
    }
  }

  private void move(MovedCode moved, int local) {
    int[] to = moved.to;
    for (int i = 0; i < handlers.size(); i++) {
      if (i % 4 != 3) {
        handlers.set(i, to[handlers.get(i)]);
      }
    }
    for (Table table : tables) {
      byte[] entries = table.entries;
      for (int at = 0; at < entries.length; at += table.entry) {
        int start = u2(entries, at);
        setU2(entries, at, to[start]);
        if (table.entry == 10) {
          int end = start + u2(entries, at + 2);
          setU2(entries, at + 2, to[end] - to[start]);
        }
      }
    }
    if (frames != null && !frames.isEmpty()) {
      frames.move(moved, local, constants.type(Instructions.OBJECT));
    }
  }

  private static int u2(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  private static void setU2(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >> 8);
    bytes[at + 1] = (byte) value;
  }

  /** Last in the table: the method's own handlers come first. */
  private void addHandler(WovenMethod woven, Bytes out, int local, List<Integer> guarded) {
    int place = out.length();
    for (int i = 0; i < guarded.size(); i += 2) {
      int from = guarded.get(i);
      int to = guarded.get(i + 1);
      if (from < to) {
        handlers.add(from);
        handlers.add(to);
        handlers.add(place);
        handlers.add(0);
      }
    }
    if (frames != null) {
      int object = constants.type(Instructions.OBJECT);
      frames.addHandler(place, local, object, constants.type("java/lang/Throwable"));
    }
    Instructions handler = new Instructions(constants);
    woven.handler(handler);
    out.put(handler.toArray());
  }

  /** Writes the attribute, from its name on. */
  void write(Bytes out) {
    out.u2(constants.utf8("Code"));
    int length = out.length();
    out.u4(0);
    out.u2(maxStack);
    out.u2(maxLocals);
    out.u4(code.length);
    out.put(code);
    out.u2(handlers.size() / 4);
    for (Integer number : handlers) {
      out.u2(number);
    }
    boolean framed = frames != null && !frames.isEmpty();
    out.u2(tables.size() + (framed ? 1 : 0));
    for (Table table : tables) {
      out.u2(table.name);
      out.u4(2 + table.entries.length);
      out.u2(table.entries.length / table.entry);
      out.put(table.entries);
    }
    if (frames != null && framed) {
      writeFrames(frames, out);
    }
    out.setU4(length, out.length() - length - 4);
  }

  private void writeFrames(Frames written, Bytes out) {
    out.u2(constants.utf8("StackMapTable"));
    int length = out.length();
    out.u4(0);
    written.write(out);
    out.setU4(length, out.length() - length - 4);
  }
}
