package io.sidelight.core.weave;

/** {@code invokedynamic}: linked once, free once compiled. */
final class LinkedSites implements Sites {
  static final String DISPATCHER = "java/lang/SidelightDispatcher";

  /** The dispatcher's method that links a call site. */
  static final String BOOTSTRAP = "bootstrap";

  static final String BOOTSTRAP_TYPE =
      "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Object;)"
          + "Ljava/lang/Object;";

  /** One shape for all, so that all share one adapter. */
  static final String EXIT_TYPE = "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Throwable;)V";

  static final String REPLACE_TYPE = "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;";

  private final RuleIndex.Bound bound;

  LinkedSites(RuleIndex.Bound bound) {
    this.bound = bound;
  }

  @Override
  public void enter(Instructions out, MethodRule rule, Values arguments) {
    StringBuilder type = new StringBuilder("(");
    for (int i = 0; i < arguments.count(); i++) {
      arguments.push(out, i);
      type.append(arguments.type(i));
    }
    String advice = rule.enter == null ? "" : rule.enter;
    out.invokeDynamic(
        bound.siteName(rule, advice), type.append(')').append(Descriptor.OBJECT).toString());
  }

  @Override
  public void replace(Instructions out, MethodRule rule, MethodRule.Replacement replacement) {
    String name = bound.siteName(rule, AdviceName.REPLACING + replacement.adviceMethod);
    out.invokeDynamic(name, REPLACE_TYPE);
  }

  @Override
  public void exit(Instructions out, MethodRule rule) {
    String advice = rule.exit == null ? "" : rule.exit;
    out.invokeDynamic(bound.siteName(rule, advice), EXIT_TYPE);
  }

  @Override
  public int extraStack() {
    return 0;
  }
}
