package io.sidelight.core.weave;

import org.jspecify.annotations.Nullable;

/** One value that a woven method hands to the advice at its beginning. Immutable. */
public final class Argument {
  private static final int SELF = -1;
  private static final int FIELD = -2;
  private static final int METHOD = -3;
  private static final int ANNOTATED = -4;

  /** A parameter that no method has: null. */
  static final Argument NOTHING = new Argument(Integer.MAX_VALUE, null, null);

  final int index;
  final @Nullable String fieldName;
  final @Nullable String fieldDescriptor;

  private Argument(int index, @Nullable String fieldName, @Nullable String fieldDescriptor) {
    this.index = index;
    this.fieldName = fieldName;
    this.fieldDescriptor = fieldDescriptor;
  }

  /** {@code this}; null in a static method. */
  public static Argument self() {
    return new Argument(SELF, null, null);
  }

  /**
   * A parameter of the method; null in an overload that has fewer.
   *
   * @param index counted from 0
   */
  public static Argument arg(int index) {
    return new Argument(index, null, null);
  }

  /**
   * A field of {@code this} that the woven class itself declares; null if it has none such, and in
   * a static method.
   *
   * @param descriptor the field's type as in the class file (JVMS 4.3.2)
   */
  public static Argument field(String name, String descriptor) {
    return new Argument(FIELD, name, descriptor);
  }

  /**
   * Which method this is, as one constant text, so that an advice can look up under it what it has
   * worked out once. Its lines are
   *
   * <ul>
   *   <li>the class's binary name, the method's name, and its descriptor;
   *   <li>of a rule by annotation: {@code @name=value} for each element that the annotation gives
   *       and that is a text, a number, a boolean or an enum constant (its name);
   *   <li>for each of {@link #annotatedParameters()} the name it is to have: what the annotation
   *       gives as {@code value}, else the parameter's own if the class file tells it, else
   *       nothing.
   * </ul>
   *
   * A line break in a value is written {@code \n}, a backslash is doubled.
   */
  public static Argument method() {
    return new Argument(METHOD, null, null);
  }

  /**
   * Those parameters that bear the second annotation of {@link ClassRule#annotatedMethods}, in
   * order, as an {@code Object[]} with primitives in boxes; null if there are none.
   */
  public static Argument annotatedParameters() {
    return new Argument(ANNOTATED, null, null);
  }

  boolean isMethod() {
    return index == METHOD;
  }

  boolean isAnnotatedParameters() {
    return index == ANNOTATED;
  }

  boolean isSelf() {
    return index == SELF;
  }

  boolean isField() {
    return index == FIELD;
  }

  Argument in(NameSpace space) {
    return fieldDescriptor == null
        ? this
        : new Argument(index, fieldName, space.rename(fieldDescriptor));
  }
}
