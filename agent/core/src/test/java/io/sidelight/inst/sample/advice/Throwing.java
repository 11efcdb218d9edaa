package io.sidelight.inst.sample.advice;

import io.sidelight.core.weave.Calls;
import java.io.IOException;

/** Advice that fails in every way that Java knows. */
@SuppressWarnings("DoNotCallSuggester") // called by woven code
public final class Throwing {
  private Throwing() {}

  public static Object checked(Object... arguments) throws IOException {
    throw new IOException("begin");
  }

  public static void checkedEnd(Object token, Object returned, Throwable thrown)
      throws IOException {
    Calls.end("Throwing", token, returned, thrown);
    throw new IOException("end");
  }

  public static Object error(Object... arguments) {
    throw new AssertionError("begin");
  }

  public static void errorEnd(Object token, Object returned, Throwable thrown) {
    Calls.end("Throwing", token, returned, thrown);
    throw new AssertionError("end");
  }

  /** Needs more stack than there is, whatever was left. */
  public static Object overflow(Object... arguments) {
    return down(1);
  }

  public static void overflowEnd(Object token, Object returned, Throwable thrown) {
    Calls.end("Throwing", token, returned, thrown);
    down(1);
  }

  private static Object down(int depth) {
    return depth > 0 ? down(depth + 1) : null;
  }
}
