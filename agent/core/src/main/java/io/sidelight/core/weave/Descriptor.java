package io.sidelight.core.weave;

import java.util.ArrayList;
import java.util.List;

/** What a method takes and returns (JVMS 4.3.3). Types are descriptors. Immutable. */
final class Descriptor {
  static final String OBJECT = "Ljava/lang/Object;";

  final List<String> parameters = new ArrayList<>();
  final String returned;

  Descriptor(String descriptor) {
    int at = 1;
    while (descriptor.charAt(at) != ')') {
      int from = at;
      while (descriptor.charAt(at) == '[') {
        at++;
      }
      at = descriptor.charAt(at) == 'L' ? descriptor.indexOf(';', at) + 1 : at + 1;
      parameters.add(descriptor.substring(from, at));
    }
    returned = descriptor.substring(at + 1);
  }

  static boolean isReference(String type) {
    char first = type.charAt(0);
    return first == 'L' || first == '[';
  }

  /** In local variables and on the stack; 0 for void. */
  static int size(String type) {
    char first = type.charAt(0);
    return first == 'V' ? 0 : first == 'J' || first == 'D' ? 2 : 1;
  }

  /** That of the variants of an instruction, of which the one for int is given, that is for it. */
  static int opcode(String type, int forInt) {
    switch (type.charAt(0)) {
      case 'J':
        return forInt + 1;
      case 'F':
        return forInt + 2;
      case 'D':
        return forInt + 3;
      case 'L':
      case '[':
        return forInt + 4;
      default:
        return forInt;
    }
  }

  /** What a class constant has for a type: a class's internal name, an array's descriptor. */
  static String internalName(String type) {
    return type.charAt(0) == 'L' ? type.substring(1, type.length() - 1) : type;
  }

  /** The local variable in which a method finds a parameter. */
  int local(int parameter, boolean isStatic) {
    int local = isStatic ? 0 : 1;
    for (int i = 0; i < parameter; i++) {
      local += size(parameters.get(i));
    }
    return local;
  }
}
