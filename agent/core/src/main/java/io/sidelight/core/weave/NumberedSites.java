package io.sidelight.core.weave;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

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
  public void enter(Instructions out, MethodRule rule, Values arguments) {
    out.number(number(rule, rule.enter, arguments.count()));
    out.push(arguments.count());
    out.newObjects();
    for (int i = 0; i < arguments.count(); i++) {
      out.plain(Opcodes.DUP);
      out.push(i);
      arguments.push(out, i);
      out.box(arguments.type(i));
      out.plain(Opcodes.AASTORE);
    }
    out.invokeStatic(LinkedSites.DISPATCHER, "enter", "(I[Ljava/lang/Object;)Ljava/lang/Object;");
  }

  @Override
  public void replace(Instructions out, MethodRule rule, MethodRule.Replacement replacement) {
    // Token and parameter go into an array, and the array and the number change places.
    out.plain(Opcodes.ICONST_2);
    out.newObjects();
    out.plain(Opcodes.DUP_X1);
    out.plain(Opcodes.SWAP);
    out.plain(Opcodes.ICONST_1);
    out.plain(Opcodes.SWAP);
    out.plain(Opcodes.AASTORE);
    out.plain(Opcodes.DUP_X1);
    out.plain(Opcodes.SWAP);
    out.plain(Opcodes.ICONST_0);
    out.plain(Opcodes.SWAP);
    out.plain(Opcodes.AASTORE);
    out.number(number(rule, AdviceName.REPLACING + replacement.adviceMethod, 2));
    out.plain(Opcodes.SWAP);
    out.invokeStatic(LinkedSites.DISPATCHER, "enter", "(I[Ljava/lang/Object;)Ljava/lang/Object;");
  }

  @Override
  public void exit(Instructions out, MethodRule rule) {
    out.number(number(rule, rule.exit, EXIT_ARGUMENTS));
    out.invokeStatic(
        LinkedSites.DISPATCHER,
        "exit",
        "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Throwable;I)V");
  }

  private Integer number(MethodRule rule, @Nullable String adviceMethod, int arguments) {
    String name = bound.siteName(rule, adviceMethod == null ? "" : adviceMethod);
    return numbers.number(name, arguments, owner, loader);
  }

  @Override
  public int extraStack() {
    return 6;
  }
}
