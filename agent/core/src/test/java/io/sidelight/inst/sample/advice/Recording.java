package io.sidelight.inst.sample.advice;

import io.sidelight.core.weave.Calls;

/** Advice that records what it is told; takes whatever a rule hands it. */
public final class Recording {
  private Recording() {}

  public static Object begin(Object... arguments) {
    return Calls.begin("Recording", arguments);
  }

  public static void end(Object token, Object returned, Throwable thrown) {
    Calls.end("Recording", token, returned, thrown);
  }
}
