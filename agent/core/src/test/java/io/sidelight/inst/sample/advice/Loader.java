package io.sidelight.inst.sample.advice;

import io.sidelight.core.weave.Calls;

/** Advice that tells by which loader it was loaded. */
public final class Loader {
  private Loader() {}

  public static Object own() {
    return Calls.begin("Loader", Loader.class.getClassLoader());
  }
}
