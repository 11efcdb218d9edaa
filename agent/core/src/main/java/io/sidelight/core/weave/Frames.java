package io.sidelight.core.weave;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stack map frames of a method (JVMS 4.7.4), written out: each says all that local variables
 * and stack hold there. Not thread-safe.
 */
final class Frames {
  private static final int TOP = 0;
  private static final int OBJECT = 7;
  private static final int UNINITIALIZED = 8;

  private static final int SAME_LOCALS_1_STACK = 64;
  private static final int SAME_LOCALS_1_STACK_EXTENDED = 247;
  private static final int SAME_EXTENDED = 251;
  private static final int FULL = 255;

  private static final Types NOTHING = new Types(new byte[0], 0);

  /** Types of values as the class file has them. Immutable. */
  static final class Types {
    private final byte[] bytes;
    private final int count;

    private Types(byte[] bytes, int count) {
      this.bytes = bytes;
      this.count = count;
    }

    private static int size(byte tag) {
      return tag == OBJECT || tag == UNINITIALIZED ? 3 : 1;
    }

    /** How many local variables they take. */
    private int slots() {
      int slots = 0;
      for (int at = 0; at < bytes.length; at += size(bytes[at])) {
        slots += bytes[at] == 3 || bytes[at] == 4 ? 2 : 1; // double, long
      }
      return slots;
    }

    /** Without the last of them. */
    private Types chop(int fewer) {
      int kept = count - fewer;
      int at = 0;
      for (int i = 0; i < kept; i++) {
        at += size(bytes[at]);
      }
      Bytes out = new Bytes(at);
      out.put(bytes, 0, at);
      return new Types(out.toArray(), kept);
    }

    /** With others behind them. */
    private Types append(Types more) {
      Bytes out = new Bytes(bytes.length + more.bytes.length);
      out.put(bytes);
      out.put(more.bytes);
      return new Types(out.toArray(), count + more.count);
    }

    /** With an object as the one local variable behind them. */
    private Types append(int local, int type) {
      int between = local - slots();
      Bytes out = new Bytes(bytes.length + between + 3);
      out.put(bytes);
      for (int i = 0; i < between; i++) {
        out.u1(TOP);
      }
      out.u1(OBJECT);
      out.u2(type);
      return new Types(out.toArray(), count + between + 1);
    }

    /** With the places where objects are made that are not initialised yet. */
    private Types move(int[] to) {
      Bytes moved = null;
      for (int at = 0; at < bytes.length; at += size(bytes[at])) {
        if (bytes[at] == UNINITIALIZED) {
          if (moved == null) {
            moved = new Bytes(bytes.length);
            moved.put(bytes);
          }
          moved.setU2(at + 1, to[(bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff)]);
        }
      }
      return moved == null ? this : new Types(moved.toArray(), count);
    }
  }

  private static final class Frame {
    final int at;
    final Types locals;
    final Types stack;

    Frame(int at, Types locals, Types stack) {
      this.at = at;
      this.locals = locals;
      this.stack = stack;
    }
  }

  /** In the order of their places. */
  private List<Frame> frames = new ArrayList<>();

  /**
   * What local variables hold when a method begins.
   *
   * @param self the constant that is the method's class
   */
  static Types parameters(
      Descriptor descriptor, boolean isStatic, int self, AddedConstants constants) {
    Bytes out = new Bytes(32);
    int count = descriptor.parameters.size();
    if (!isStatic) {
      out.u1(OBJECT);
      out.u2(self);
      count++;
    }
    for (String type : descriptor.parameters) {
      if (Descriptor.isReference(type)) {
        out.u1(OBJECT);
        out.u2(constants.type(Descriptor.internalName(type)));
      } else {
        int at = "FDJ".indexOf(type.charAt(0));
        out.u1(at < 0 ? 1 : 2 + at); // integer, float, double, long
      }
    }
    return new Types(out.toArray(), count);
  }

  /**
   * Reads them.
   *
   * @param table where their number stands in the class file
   * @param parameters what {@link #parameters} returned
   */
  void read(ClassFile file, int table, Types parameters) {
    Reader in = new Reader(file, table + 2);
    Types locals = parameters;
    int at = -1;
    for (int i = file.u2(table); i > 0; i--) {
      int kind = in.u1();
      Types stack = NOTHING;
      int delta;
      if (kind < SAME_LOCALS_1_STACK) {
        delta = kind;
      } else if (kind < 2 * SAME_LOCALS_1_STACK) {
        delta = kind - SAME_LOCALS_1_STACK;
        stack = in.types(1);
      } else if (kind < SAME_LOCALS_1_STACK_EXTENDED) {
        throw new IllegalArgumentException("frame of kind " + kind);
      } else {
        delta = in.u2();
        if (kind == SAME_LOCALS_1_STACK_EXTENDED) {
          stack = in.types(1);
        } else if (kind == FULL) {
          locals = in.types(in.u2());
          stack = in.types(in.u2());
        } else if (kind > SAME_EXTENDED) {
          locals = locals.append(in.types(kind - SAME_EXTENDED));
        } else if (kind < SAME_EXTENDED) {
          locals = locals.chop(SAME_EXTENDED - kind);
        }
      }
      at += delta + 1;
      frames.add(new Frame(at, locals, stack));
    }
  }

  private static final class Reader {
    private final ClassFile file;
    private int at;

    Reader(ClassFile file, int at) {
      this.file = file;
      this.at = at;
    }

    int u1() {
      return file.u1(at++);
    }

    int u2() {
      at += 2;
      return file.u2(at - 2);
    }

    Types types(int count) {
      Bytes out = new Bytes(3 * count);
      for (int i = 0; i < count; i++) {
        int size = Types.size((byte) file.u1(at));
        file.copy(at, at + size, out);
        at += size;
      }
      return new Types(out.toArray(), count);
    }
  }

  /**
   * Moves them with the code, and gives each an object in a local variable behind its own.
   *
   * @param type the constant that is the object's class
   */
  void move(MovedCode code, int local, int type) {
    List<Frame> moved = new ArrayList<>(frames.size() + code.islands.size() + 1);
    int island = 0;
    // Frames that hold the same locals go on doing so: they are the same object.
    Types last = null;
    Types grown = NOTHING;
    for (int i = 0; i <= frames.size(); i++) {
      int place = i < frames.size() ? frames.get(i).at : Integer.MAX_VALUE;
      while (island < code.islands.size() && code.islands.get(island).place <= place) {
        MovedCode.Island next = code.islands.get(island++);
        Frame target = at(next.target);
        if (target != null) {
          Types locals = target.locals.append(local, type).move(code.to);
          moved.add(new Frame(next.at, locals, target.stack.move(code.to)));
        }
      }
      if (i < frames.size()) {
        Frame frame = frames.get(i);
        if (frame.locals != last) {
          last = frame.locals;
          grown = last.append(local, type).move(code.to);
        }
        moved.add(new Frame(code.to[frame.at], grown, frame.stack.move(code.to)));
      }
    }
    frames = moved;
  }

  private @Nullable Frame at(int place) {
    for (Frame frame : frames) {
      if (frame.at == place) {
        return frame;
      }
    }
    return null;
  }

  /**
   * Adds the last: that of a handler, where only one local variable is sure to hold anything.
   *
   * @param type the constant that is the variable's class
   * @param thrown the constant that is the class of what the handler takes
   */
  void addHandler(int at, int local, int type, int thrown) {
    Bytes stack = new Bytes(3);
    stack.u1(OBJECT);
    stack.u2(thrown);
    frames.add(new Frame(at, NOTHING.append(local, type), new Types(stack.toArray(), 1)));
  }

  boolean isEmpty() {
    return frames.isEmpty();
  }

  /** Writes the table (JVMS 4.7.4): their number, and each. */
  void write(Bytes out) {
    out.u2(frames.size());
    int last = -1;
    Types locals = null;
    for (Frame frame : frames) {
      write(frame, frame.at - last - 1, frame.locals == locals, out);
      last = frame.at;
      locals = frame.locals;
    }
  }

  private static void write(Frame frame, int delta, boolean sameLocals, Bytes out) {
    int stack = frame.stack.count;
    if (sameLocals && stack <= 1) {
      if (delta < SAME_LOCALS_1_STACK) {
        out.u1(stack * SAME_LOCALS_1_STACK + delta);
      } else {
        out.u1(stack == 0 ? SAME_EXTENDED : SAME_LOCALS_1_STACK_EXTENDED);
        out.u2(delta);
      }
    } else {
      out.u1(FULL);
      out.u2(delta);
      out.u2(frame.locals.count);
      out.put(frame.locals.bytes);
      out.u2(stack);
    }
    out.put(frame.stack.bytes);
  }
}
