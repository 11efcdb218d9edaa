package io.sidelight.core.weave;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which method gets which advice. Immutable.
 *
 * <p>The advice is a class of {@code public static} methods. The one called at the beginning takes
 * the {@link Argument}s listed here and may return a token; the one called at the end takes the
 * token, what the method returned (null for void and for a primitive other than a boolean) and what
 * it threw.
 */
public final class MethodRule {
  /** No method's name. */
  private static final String ANY = "";

  final String name;
  final @Nullable String descriptor;
  final String advice;
  final @Nullable String enter;
  final Argument[] arguments;
  final @Nullable String exit;
  final Replacement[] replacements;

  /** The advice that the returned object goes through; null if there is none. */
  final @Nullable String result;

  /** A parameter that becomes what an advice makes of it. */
  static final class Replacement {
    final int parameter;
    final String adviceMethod;

    Replacement(int parameter, String adviceMethod) {
      this.parameter = parameter;
      this.adviceMethod = adviceMethod;
    }
  }

  private MethodRule(
      String name,
      @Nullable String descriptor,
      String advice,
      @Nullable String enter,
      Argument[] arguments,
      @Nullable String exit,
      Replacement[] replacements,
      @Nullable String result) {
    this.name = name;
    this.descriptor = descriptor;
    this.advice = advice;
    this.enter = enter;
    this.arguments = arguments;
    this.exit = exit;
    this.replacements = replacements;
    this.result = result;
  }

  /**
   * A method by name and descriptor (JVMS 4.3.3).
   *
   * @param advice the simple name of the advice class
   * @throws IllegalArgumentException if it is a constructor: nothing may run before {@code super()}
   */
  public static MethodRule method(String name, String descriptor, String advice) {
    return new MethodRule(
        ordinary(name), descriptor, advice, null, new Argument[0], null, new Replacement[0], null);
  }

  /**
   * Every overload of a method; only for classes matched by name.
   *
   * @param advice the simple name of the advice class
   * @throws IllegalArgumentException if it is a constructor: nothing may run before {@code super()}
   */
  public static MethodRule overloads(String name, String advice) {
    return new MethodRule(
        ordinary(name), null, advice, null, new Argument[0], null, new Replacement[0], null);
  }

  /**
   * Whatever method bears the annotation; only for {@link ClassRule#annotatedMethods}.
   *
   * @param advice the simple name of the advice class
   */
  public static MethodRule annotated(String advice) {
    return new MethodRule(ANY, null, advice, null, new Argument[0], null, new Replacement[0], null);
  }

  private static String ordinary(String name) {
    if (name.startsWith("<")) {
      throw new IllegalArgumentException(name + " cannot be woven");
    }
    return name;
  }

  /** The advice's method for the beginning, and what it takes. */
  public MethodRule enter(String adviceMethod, Argument... takes) {
    return new MethodRule(
        name, descriptor, advice, adviceMethod, takes.clone(), exit, replacements, result);
  }

  /** The advice's method for the end, by return or by exception. */
  public MethodRule exit(String adviceMethod) {
    return new MethodRule(
        name, descriptor, advice, enter, arguments, adviceMethod, replacements, result);
  }

  /**
   * A parameter that becomes what the advice's method returns, right after the one for the
   * beginning has run. That method takes the token and the parameter, and returns an object of the
   * parameter's type: the parameter itself where nothing is to change, which is also what happens
   * when it throws. Overloads without such a parameter, or with a primitive one, are left as they
   * are.
   *
   * @param parameter counted from 0
   */
  public MethodRule replace(int parameter, String adviceMethod) {
    Replacement[] more = Arrays.copyOf(replacements, replacements.length + 1);
    more[replacements.length] = new Replacement(parameter, adviceMethod);
    return new MethodRule(name, descriptor, advice, enter, arguments, exit, more, result);
  }

  /**
   * The returned object becomes what the advice's method returns, before the one for the end runs.
   * That method takes the token and the object, and returns one of the method's type: the object
   * itself where nothing is to change, which is also what happens when it throws. Methods that
   * return a primitive or nothing are left as they are.
   */
  public MethodRule replaceResult(String adviceMethod) {
    return new MethodRule(
        name, descriptor, advice, enter, arguments, exit, replacements, adviceMethod);
  }

  /** Whether an argument tells of the method itself. */
  boolean needsText() {
    boolean needed = false;
    for (Argument argument : arguments) {
      needed |= argument.isMethod() || argument.isAnnotatedParameters();
    }
    return needed;
  }

  MethodRule in(NameSpace space) {
    Argument[] renamed = new Argument[arguments.length];
    for (int i = 0; i < renamed.length; i++) {
      renamed[i] = arguments[i].in(space);
    }
    return new MethodRule(
        name,
        descriptor == null ? null : space.rename(descriptor),
        advice,
        enter,
        renamed,
        exit,
        replacements,
        result);
  }
}
