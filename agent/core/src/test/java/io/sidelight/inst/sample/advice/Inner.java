package io.sidelight.inst.sample.advice;

import io.sidelight.core.weave.Calls;

/** Advice that records what it is told; takes whatever a rule hands it. */
public final class Inner {
  private Inner() {}

  public static Object begin(Object... arguments) {
    return Calls.begin("Inner", arguments);
  }

  public static void end(Object token, Object returned, Throwable thrown) {
    Calls.end("Inner", token, returned, thrown);
  }
}
