package io.sidelight.core.weave;

import org.objectweb.asm.Opcodes;

/**
 * What instructions are like, by their opcodes (JVMS 6.5), and those that {@link Opcodes} lacks.
 */
final class Opcode {
  static final int GOTO_W = 200;
  static final int JSR_W = 201;
  static final int LDC_W = 19;
  static final int WIDE = 196;

  /** The length of each instruction, up to {@code jsr_w}; 0 where it takes a look. */
  private static final String SIZES =
      "1111111111111111"
          + "23233"
          + "22222"
          + "1111111111"
          + "1111111111"
          + "11111111"
          + "22222"
          + "1111111111"
          + "1111111111"
          + "1111111111"
          + "1111111111"
          + "1111111111"
          + "1111111111"
          + "1111111111"
          + "111"
          + "3"
          + "11111111111111111111"
          + "3333333333333333"
          + "2"
          + "00"
          + "111111"
          + "3333333"
          + "55"
          + "323"
          + "11"
          + "33"
          + "11"
          + "0"
          + "4"
          + "33"
          + "55";

  private Opcode() {}

  /** In bytes; 0 for a switch, for {@code wide}, and for what is no instruction. */
  static int size(int opcode) {
    return opcode < SIZES.length() ? SIZES.charAt(opcode) - '0' : 0;
  }

  static boolean isSwitch(int opcode) {
    return opcode == Opcodes.TABLESWITCH || opcode == Opcodes.LOOKUPSWITCH;
  }

  static boolean returns(int opcode) {
    return opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
  }

  /** Whether it is a jump whose target is in 16 bits. */
  static boolean jumps(int opcode) {
    return opcode >= Opcodes.IFEQ && opcode <= Opcodes.JSR
        || opcode == Opcodes.IFNULL
        || opcode == Opcodes.IFNONNULL;
  }

  /** Whether what follows an instruction is not reached from it. */
  static boolean leaves(int opcode) {
    return opcode == Opcodes.GOTO
        || opcode == GOTO_W
        || opcode == Opcodes.ATHROW
        || opcode == Opcodes.RET
        || isSwitch(opcode)
        || returns(opcode);
  }
}
