package io.sidelight.inst.sample.advice;

import io.sidelight.core.weave.Calls;

/** Advice whose methods share their names with others. */
public final class Overloaded {
  private Overloaded() {}

  public static Object mine(Object argument) {
    return mine((Integer) argument, 1);
  }

  private static Object mine(int number, int more) {
    return number + more;
  }

  private static Object mine(long number) {
    return number;
  }

  public static Object either(Object argument) {
    return mine((long) (Integer) argument);
  }

  public static Object either(Object argument, Object other) {
    return argument;
  }

  public static void end(Object token, Object returned, Throwable thrown) {
    Calls.end("Overloaded", token, returned, thrown);
  }
}
