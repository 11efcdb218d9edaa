package io.sidelight.core.weave;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * For class files older than Java 7, which cannot hold {@code invokedynamic}: a static call with
 * the place's number and the arguments in an array. Slower by a boxing and a table look-up, but the
 * class keeps its version, so that nothing else about it changes.
 */
final class NumberedSites implements Sites {
  /** Token, returned object and exception. */
  static final int EXIT_ARGUMENTS = 3;

  private final RuleIndex.Bound bound;
  private final SiteNumbers numbers;
  private final String owner;
  private final @Nullable ClassLoader loader;

  NumberedSites(
      RuleIndex.Bound bound, SiteNumbers numbers, String owner, @Nullable ClassLoader loader) {
    this.bound = bound;
    this.numbers = numbers;
    this.owner = owner;
    this.loader = loader;
  }

  @Override
  public void enter(MethodVisitor out, MethodRule rule, Values arguments) {
    out.visitLdcInsn(number(rule, rule.enter, arguments.count()));
    out.visitIntInsn(Opcodes.SIPUSH, arguments.count());
    out.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
    for (int i = 0; i < arguments.count(); i++) {
      out.visitInsn(Opcodes.DUP);
      out.visitIntInsn(Opcodes.SIPUSH, i);
      arguments.push(out, i);
      box(out, arguments.type(i));
      out.visitInsn(Opcodes.AASTORE);
    }
    out.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        LinkedSites.DISPATCHER,
        "enter",
        "(I[Ljava/lang/Object;)Ljava/lang/Object;",
        false);
  }

  @Override
  public void replace(MethodVisitor out, MethodRule rule, MethodRule.Replacement replacement) {
    // Token and parameter go into an array, and the array and the number change places.
    out.visitInsn(Opcodes.ICONST_2);
    out.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
    out.visitInsn(Opcodes.DUP_X1);
    out.visitInsn(Opcodes.SWAP);
    out.visitInsn(Opcodes.ICONST_1);
    out.visitInsn(Opcodes.SWAP);
    out.visitInsn(Opcodes.AASTORE);
    out.visitInsn(Opcodes.DUP_X1);
    out.visitInsn(Opcodes.SWAP);
    out.visitInsn(Opcodes.ICONST_0);
    out.visitInsn(Opcodes.SWAP);
    out.visitInsn(Opcodes.AASTORE);
    out.visitLdcInsn(number(rule, AdviceName.REPLACING + replacement.adviceMethod, 2));
    out.visitInsn(Opcodes.SWAP);
    out.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        LinkedSites.DISPATCHER,
        "enter",
        "(I[Ljava/lang/Object;)Ljava/lang/Object;",
        false);
  }

  @Override
  public void exit(MethodVisitor out, MethodRule rule) {
    out.visitLdcInsn(number(rule, rule.exit, EXIT_ARGUMENTS));
    out.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        LinkedSites.DISPATCHER,
        "exit",
        "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Throwable;I)V",
        false);
  }

  private Integer number(MethodRule rule, @Nullable String adviceMethod, int arguments) {
    String name = bound.siteName(rule, adviceMethod == null ? "" : adviceMethod);
    return numbers.number(name, arguments, owner, loader);
  }

  /** Makes an object of the value on the stack, if it is none. */
  static void box(MethodVisitor out, Type type) {
    String boxed;
    switch (type.getSort()) {
      case Type.BOOLEAN:
        boxed = "java/lang/Boolean";
        break;
      case Type.CHAR:
        boxed = "java/lang/Character";
        break;
      case Type.BYTE:
        boxed = "java/lang/Byte";
        break;
      case Type.SHORT:
        boxed = "java/lang/Short";
        break;
      case Type.INT:
        boxed = "java/lang/Integer";
        break;
      case Type.FLOAT:
        boxed = "java/lang/Float";
        break;
      case Type.LONG:
        boxed = "java/lang/Long";
        break;
      case Type.DOUBLE:
        boxed = "java/lang/Double";
        break;
      default:
        return;
    }
    out.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        boxed,
        "valueOf",
        "(" + type.getDescriptor() + ")L" + boxed + ";",
        false);
  }

  @Override
  public int extraStack() {
    return 6;
  }
}
