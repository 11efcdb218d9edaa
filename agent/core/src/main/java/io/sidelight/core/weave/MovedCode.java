package io.sidelight.core.weave;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Opcodes;

/**
 * A method's instructions (JVMS 4.7.3, 6.5) with others before the first and before each return.
 * All keep their order, and jumps to a return lead to what was put before it. A jump that no longer
 * reaches its target takes the form with 32 bits or, having none, goes by a {@link Island}. Not
 * thread-safe.
 */
final class MovedCode {
  /** What a jump of 16 bits reaches. */
  private static final int REACH = 0x7fff;

  /** As far as an island may be, when there may be more of them between. */
  private static final int NEAR = REACH - 100;

  private static final int LONG_JUMP_SIZE = 5;

  /** A long jump between two instructions of which the first does not lead to the second. */
  static final class Island {
    /** Before the instruction that was there. */
    final int place;

    /** Where it leads to, before the move. */
    final int target;

    /** Where it is. */
    int at;

    private final int jump;

    Island(int jump, int place, int target) {
      this.jump = jump;
      this.place = place;
      this.target = target;
    }
  }

  private final byte[] code;
  private final byte[] beginning;
  private final byte[] end;

  /**
   * Where each instruction is now, and at its end where what follows all of them is. For what is no
   * instruction's first byte, that of the next.
   */
  final int[] to;

  /** In the order of their places. */
  final List<Island> islands = new ArrayList<>(0);

  /** Jumps that take 32 bits. */
  private final BitSet wide = new BitSet();

  /**
   * @param end what comes before each return
   */
  MovedCode(byte[] code, byte[] beginning, byte[] end) {
    this.code = code;
    this.beginning = beginning;
    this.end = end;
    this.to = new int[code.length + 1];
    do {
      place();
    } while (stretch());
    // Nothing should name a place inside an instruction. The JVM does not look, though, where it is
    // about the ranges of local variables, which it refuses if they end before they begin.
    for (int at = code.length - 1; at > 0; at--) {
      to[at] = to[at] == 0 ? to[at + 1] : to[at];
    }
  }

  private int opcode(int at) {
    return code[at] & 0xff;
  }

  private int s2(int at) {
    return code[at] << 8 | (code[at + 1] & 0xff);
  }

  private int s4(int at) {
    return s2(at) << 16 | (s2(at + 2) & 0xffff);
  }

  /** How many bytes fill a switch up to a multiple of four. */
  private static int padding(int at) {
    return 3 - (at & 3);
  }

  private int size(int at) {
    int opcode = opcode(at);
    int size = Opcode.size(opcode);
    if (size > 0) {
      return size;
    } else if (opcode == Opcode.WIDE) {
      return opcode(at + 1) == Opcodes.IINC ? 6 : 4;
    } else if (Opcode.isSwitch(opcode)) {
      return 1 + padding(at) + tableSize(at);
    }
    throw new IllegalArgumentException("opcode " + opcode);
  }

  /** All of a switch that follows its padding. */
  private int tableSize(int at) {
    int table = at + 1 + padding(at);
    long size =
        opcode(at) == Opcodes.TABLESWITCH
            ? 12 + 4 * ((long) s4(table + 8) - s4(table + 4) + 1)
            : 8 + 8L * s4(table + 4);
    if (size < 8 || size > code.length) {
      throw new IllegalArgumentException("a switch of " + size + " bytes");
    }
    return (int) size;
  }

  private void place() {
    int position = beginning.length;
    int island = 0;
    int at = 0;
    while (at <= code.length) {
      while (island < islands.size() && islands.get(island).place == at) {
        islands.get(island++).at = position;
        position += LONG_JUMP_SIZE;
      }
      to[at] = position;
      if (at == code.length) {
        break;
      }
      int opcode = opcode(at);
      int size = size(at);
      if (Opcode.isSwitch(opcode)) {
        position += 1 + padding(position) + tableSize(at);
      } else if (Opcode.returns(opcode)) {
        position += end.length + 1;
      } else {
        position += wide.get(at) ? LONG_JUMP_SIZE : size;
      }
      at += size;
    }
  }

  /** Finds another way for jumps that do not reach their targets; tells whether there were any. */
  private boolean stretch() {
    boolean stretched = false;
    for (int at = 0; at < code.length; at += size(at)) {
      int opcode = opcode(at);
      if (Opcode.jumps(opcode) && !wide.get(at) && !reaches(to[at], landing(at))) {
        if (opcode == Opcodes.GOTO || opcode == Opcodes.JSR) {
          wide.set(at);
        } else {
          addIsland(at);
        }
        stretched = true;
      }
    }
    return stretched;
  }

  private static boolean reaches(int from, int target) {
    return target - from <= REACH && target - from >= -REACH - 1;
  }

  /** Where a jump leads to now. */
  private int landing(int at) {
    for (Island island : islands) {
      if (island.jump == at) {
        return island.at;
      }
    }
    return to[at + s2(at + 1)];
  }

  private void addIsland(int jump) {
    int nearest = -1;
    int least = NEAR;
    for (int at = 0; at < code.length; at += size(at)) {
      int after = at + size(at);
      int distance = Math.abs(to[after] - to[jump]);
      if (Opcode.leaves(opcode(at)) && distance < least) {
        nearest = after;
        least = distance;
      }
    }
    boolean hasOne = landing(jump) != to[jump + s2(jump + 1)];
    if (nearest < 0 || hasOne) {
      throw new IllegalStateException("a jump does not reach its target any more");
    }
    int index = 0;
    while (index < islands.size() && islands.get(index).place <= nearest) {
      index++;
    }
    islands.add(index, new Island(jump, nearest, jump + s2(jump + 1)));
  }

  /**
   * Writes them all.
   *
   * @param unguarded how many of the last bytes before each return are to be in no handler
   * @param guarded takes where the others begin and end, in turn, but for the last end
   */
  void write(Bytes out, int unguarded, List<Integer> guarded) {
    out.put(beginning);
    guarded.add(out.length());
    int island = 0;
    int at = 0;
    while (at < code.length) {
      island = writeIslands(out, island, at);
      int opcode = opcode(at);
      int size = size(at);
      if (Opcode.returns(opcode)) {
        out.put(end);
        if (unguarded > 0) {
          guarded.add(out.length() - unguarded);
          guarded.add(out.length() + 1);
        }
        out.u1(opcode);
      } else if (Opcode.isSwitch(opcode)) {
        writeSwitch(out, at);
      } else if (wide.get(at)) {
        out.u1(opcode == Opcodes.GOTO ? Opcode.GOTO_W : Opcode.JSR_W);
        out.u4(landing(at) - to[at]);
      } else if (Opcode.jumps(opcode)) {
        out.u1(opcode);
        out.u2(landing(at) - to[at]);
      } else if (opcode == Opcode.GOTO_W || opcode == Opcode.JSR_W) {
        out.u1(opcode);
        out.u4(to[at + s4(at + 1)] - to[at]);
      } else {
        out.put(code, at, at + size);
      }
      at += size;
    }
    writeIslands(out, island, at);
  }

  /** Returns which comes next. */
  private int writeIslands(Bytes out, int first, int place) {
    int next = first;
    while (next < islands.size() && islands.get(next).place == place) {
      Island island = islands.get(next++);
      out.u1(Opcode.GOTO_W);
      out.u4(to[island.target] - island.at);
    }
    return next;
  }

  private void writeSwitch(Bytes out, int at) {
    out.u1(opcode(at));
    for (int i = padding(to[at]); i > 0; i--) {
      out.u1(0);
    }
    int table = at + 1 + padding(at);
    int end = table + tableSize(at);
    out.u4(to[at + s4(table)] - to[at]);
    if (opcode(at) == Opcodes.TABLESWITCH) {
      out.put(code, table + 4, table + 12);
      for (int i = table + 12; i < end; i += 4) {
        out.u4(to[at + s4(i)] - to[at]);
      }
    } else {
      out.put(code, table + 4, table + 8);
      for (int i = table + 8; i < end; i += 8) {
        out.put(code, i, i + 4);
        out.u4(to[at + s4(i + 4)] - to[at]);
      }
    }
  }
}
