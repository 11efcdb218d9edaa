package io.sidelight.core.weave;

import org.jspecify.annotations.Nullable;

/** One value that a woven method hands to the advice at its beginning. Immutable. */
public final class Argument {
  private static final int SELF = -1;
  private static final int FIELD = -2;

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
   * A field of {@code this}, declared or inherited by the woven class and visible in it; null in a
   * static method.
   *
   * @param descriptor the field's type as in the class file (JVMS 4.3.2)
   */
  public static Argument field(String name, String descriptor) {
    return new Argument(FIELD, name, descriptor);
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
