package io.sidelight.core.weave;

import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** {@code invokedynamic}: linked once, free once compiled. */
final class LinkedSites implements Sites {
  static final String DISPATCHER = "java/lang/SidelightDispatcher";

  private static final Handle BOOTSTRAP =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          DISPATCHER,
          "bootstrap",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Object;)"
              + "Ljava/lang/Object;",
          false);

  /** One shape for all, so that all share one adapter. */
  static final String EXIT_TYPE = "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Throwable;)V";

  static final String REPLACE_TYPE = "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;";

  private final RuleIndex.Bound bound;

  LinkedSites(RuleIndex.Bound bound) {
    this.bound = bound;
  }

  @Override
  public void enter(MethodVisitor out, MethodRule rule, Values arguments) {
    StringBuilder type = new StringBuilder("(");
    for (int i = 0; i < arguments.count(); i++) {
      arguments.push(out, i);
      type.append(arguments.type(i).getDescriptor());
    }
    String advice = rule.enter == null ? "" : rule.enter;
    out.visitInvokeDynamicInsn(
        bound.siteName(rule, advice), type.append(")Ljava/lang/Object;").toString(), BOOTSTRAP);
  }

  @Override
  public void replace(MethodVisitor out, MethodRule rule, MethodRule.Replacement replacement) {
    String name = bound.siteName(rule, AdviceName.REPLACING + replacement.adviceMethod);
    out.visitInvokeDynamicInsn(name, REPLACE_TYPE, BOOTSTRAP);
  }

  @Override
  public void exit(MethodVisitor out, MethodRule rule) {
    String advice = rule.exit == null ? "" : rule.exit;
    out.visitInvokeDynamicInsn(bound.siteName(rule, advice), EXIT_TYPE, BOOTSTRAP);
  }

  @Override
  public int extraStack() {
    return 0;
  }
}
