package io.sidelight.core.weave;

import org.objectweb.asm.Opcodes;

/** Writes instructions (JVMS 6.5), none of which depends on where it stands. Not thread-safe. */
final class Instructions {
  static final String OBJECT = "java/lang/Object";

  private final AddedConstants constants;
  private final Bytes out = new Bytes(64);

  Instructions(AddedConstants constants) {
    this.constants = constants;
  }

  int length() {
    return out.length();
  }

  byte[] toArray() {
    return out.toArray();
  }

  /** One without operands. */
  void plain(int opcode) {
    out.u1(opcode);
  }

  /**
   * @param type the descriptor of what the local variable holds
   */
  void load(String type, int local) {
    // Each type has four short forms, after those with an operand.
    local(Descriptor.opcode(type, Opcodes.ILOAD), Opcodes.ILOAD, 26, local);
  }

  /**
   * @param type the descriptor of what the local variable is to hold
   */
  void store(String type, int local) {
    local(Descriptor.opcode(type, Opcodes.ISTORE), Opcodes.ISTORE, 59, local);
  }

  private void local(int opcode, int first, int firstShort, int local) {
    if (local < 4) {
      out.u1(firstShort + 4 * (opcode - first) + local);
    } else if (local <= 0xff) {
      out.u1(opcode);
      out.u1(local);
    } else {
      out.u1(Opcode.WIDE);
      out.u1(opcode);
      out.u2(local);
    }
  }

  private void withConstant(int opcode, int constant) {
    out.u1(opcode);
    out.u2(constant);
  }

  /** A small number. */
  void push(int value) {
    withConstant(Opcodes.SIPUSH, value);
  }

  void number(int value) {
    withConstant(Opcode.LDC_W, constants.number(value));
  }

  void text(String value) {
    withConstant(Opcode.LDC_W, constants.text(value));
  }

  void cast(String descriptor) {
    withConstant(Opcodes.CHECKCAST, constants.type(Descriptor.internalName(descriptor)));
  }

  void newObjects() {
    withConstant(Opcodes.ANEWARRAY, constants.type(OBJECT));
  }

  void getField(String owner, String name, String descriptor) {
    withConstant(Opcodes.GETFIELD, constants.field(owner, name, descriptor));
  }

  void putField(String owner, String name, String descriptor) {
    withConstant(Opcodes.PUTFIELD, constants.field(owner, name, descriptor));
  }

  void invokeStatic(String owner, String name, String descriptor) {
    withConstant(Opcodes.INVOKESTATIC, constants.method(owner, name, descriptor));
  }

  void invokeDynamic(String name, String descriptor) {
    withConstant(Opcodes.INVOKEDYNAMIC, constants.site(name, descriptor));
    out.u2(0);
  }

  /** Makes an object of the value on the stack, if it is none. */
  void box(String type) {
    String boxed;
    switch (type.charAt(0)) {
      case 'Z':
        boxed = "java/lang/Boolean";
        break;
      case 'C':
        boxed = "java/lang/Character";
        break;
      case 'B':
        boxed = "java/lang/Byte";
        break;
      case 'S':
        boxed = "java/lang/Short";
        break;
      case 'I':
        boxed = "java/lang/Integer";
        break;
      case 'F':
        boxed = "java/lang/Float";
        break;
      case 'J':
        boxed = "java/lang/Long";
        break;
      case 'D':
        boxed = "java/lang/Double";
        break;
      default:
        return;
    }
    invokeStatic(boxed, "valueOf", "(" + type + ")L" + boxed + ";");
  }
}
