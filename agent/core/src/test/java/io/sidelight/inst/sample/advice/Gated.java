package io.sidelight.inst.sample.advice;

/** Advice of all types. Each throws if told to. */
public final class Gated {
  private Gated() {}

  public static String joined(
      String a, boolean b, char c, byte d, short e, int f, long g, float h, double i, int[] j) {
    return a + b + c + d + e + f + g + h + i + j.length;
  }

  public static Object other(Object token, String parameter) {
    if (token instanceof RuntimeException) {
      throw (RuntimeException) token;
    }
    return parameter + "!";
  }

  public static void begin(String a) {
    fail(a);
  }

  public static void end(Object token, String returned, Throwable thrown) {
    fail(returned);
  }

  public static int integer(String a) {
    return fail(a);
  }

  public static long wide(String a) {
    return fail(a);
  }

  public static float single(String a) {
    return fail(a);
  }

  public static double twofold(String a) {
    return fail(a);
  }

  public static boolean yes(String a) {
    return fail(a) > 0;
  }

  public static int[] array(String a) {
    return new int[fail(a)];
  }

  public static Object all(Object... any) {
    return any;
  }

  static Object hidden(Object a) {
    return a;
  }

  public static Object twice(Object a) {
    return a;
  }

  public static Object twice(Object a, Object b) {
    return a == null ? b : a;
  }

  private static int fail(String a) {
    if (a.isEmpty()) {
      throw new IllegalArgumentException("told to");
    }
    return a.length();
  }
}
