package io.sidelight.inst.sample.advice;

import io.sidelight.core.weave.Calls;

/** Advice that names the types it takes, as most advice does. */
public final class Typed {
  private Typed() {}

  public static long begin(String text, int number, long wide, double real, boolean flag) {
    Calls.begin("Typed", text, number, wide, real, flag);
    return 42L;
  }

  public static void end(Object token, String returned, Throwable thrown) {
    Calls.end("Typed", token, returned, thrown);
  }

  public static void none() {
    Calls.begin("Typed.none");
  }
}
