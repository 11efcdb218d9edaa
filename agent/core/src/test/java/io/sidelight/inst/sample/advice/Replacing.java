package io.sidelight.inst.sample.advice;

import io.sidelight.core.weave.Calls;

/** Advice that puts something else in a parameter's place. */
public final class Replacing {
  private Replacing() {}

  public static Object begin(Object... arguments) {
    return Calls.begin("Replacing", arguments);
  }

  /** Another text, or an array that is one longer; nothing for nothing. */
  public static Object other(Object token, Object parameter) {
    Calls.begin("Replacing.other", token != null, parameter instanceof long[] ? "[J" : parameter);
    if (parameter instanceof long[]) {
      return new long[((long[]) parameter).length + 1];
    }
    return parameter == null ? null : parameter + "!";
  }

  public static Object fails(Object token, Object parameter) {
    throw new IllegalStateException("cannot replace " + parameter);
  }
}
