package io.sidelight.core.weave;

import org.jspecify.annotations.Nullable;

/**
 * Which method gets which advice. Immutable.
 *
 * <p>The advice is a class of {@code public static} methods. The one called at the beginning takes
 * the {@link Argument}s listed here and may return a token; the one called at the end takes the
 * token, what the method returned (null for a primitive or void) and what it threw.
 */
public final class MethodRule {
  final String name;
  final @Nullable String descriptor;
  final String advice;
  final @Nullable String enter;
  final Argument[] arguments;
  final @Nullable String exit;

  private MethodRule(
      String name,
      @Nullable String descriptor,
      String advice,
      @Nullable String enter,
      Argument[] arguments,
      @Nullable String exit) {
    this.name = name;
    this.descriptor = descriptor;
    this.advice = advice;
    this.enter = enter;
    this.arguments = arguments;
    this.exit = exit;
  }

  /**
   * A method by name and descriptor (JVMS 4.3.3).
   *
   * @param advice the simple name of the advice class
   * @throws IllegalArgumentException if it is a constructor: nothing may run before {@code super()}
   */
  public static MethodRule method(String name, String descriptor, String advice) {
    return new MethodRule(ordinary(name), descriptor, advice, null, new Argument[0], null);
  }

  /**
   * Every overload of a method; only for classes matched by name.
   *
   * @param advice the simple name of the advice class
   * @throws IllegalArgumentException if it is a constructor: nothing may run before {@code super()}
   */
  public static MethodRule overloads(String name, String advice) {
    return new MethodRule(ordinary(name), null, advice, null, new Argument[0], null);
  }

  private static String ordinary(String name) {
    if (name.startsWith("<")) {
      throw new IllegalArgumentException(name + " cannot be woven");
    }
    return name;
  }

  /** The advice's method for the beginning, and what it takes. */
  public MethodRule enter(String adviceMethod, Argument... takes) {
    return new MethodRule(name, descriptor, advice, adviceMethod, takes.clone(), exit);
  }

  /** The advice's method for the end, by return or by exception. */
  public MethodRule exit(String adviceMethod) {
    return new MethodRule(name, descriptor, advice, enter, arguments, adviceMethod);
  }

  MethodRule in(NameSpace space) {
    Argument[] renamed = new Argument[arguments.length];
    for (int i = 0; i < renamed.length; i++) {
      renamed[i] = arguments[i].in(space);
    }
    return new MethodRule(
        name, descriptor == null ? null : space.rename(descriptor), advice, enter, renamed, exit);
  }
}
