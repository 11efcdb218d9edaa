package io.sidelight.core.weave;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Methods of every shape of byte code that a weaver may stumble over; each public one is woven. No
 * string concatenation, lambda or class literal, so that the class can be written in the format of
 * any version since 46.
 */
@SuppressWarnings({
  "UnnecessaryStringBuilder",
  "StatementSwitchToExpressionSwitch",
  "StaticGuardedByInstance"
}) // the byte code is what matters
public class Shapes {
  static int seen;
  private int state = 3;

  public void nothing() {}

  public static void nothingStatic() {}

  public int number(int a) {
    return a + state;
  }

  public long wide(long a, int b) {
    return a * 31 + b;
  }

  public double real(double a, float b) {
    return a / b;
  }

  public float single(float a) {
    return a * 2;
  }

  public boolean flag(boolean a) {
    return !a;
  }

  public char letter(char a) {
    return (char) (a + 1);
  }

  public byte octet(byte a) {
    return (byte) (a * 3);
  }

  public short little(short a) {
    return (short) (a - 7);
  }

  public Object object(Object a) {
    return a;
  }

  public String text(String a) {
    return a.trim();
  }

  public int[] array(int a) {
    return new int[] {a, a + 1};
  }

  public Object[][] deepArray(String a) {
    return new Object[][] {{a}, {}};
  }

  public static long manyStatic(
      int a, long b, double c, String d, float e, long f, boolean g, int[] h, double i, byte j) {
    return a
        + b
        + (long) c
        + (d == null ? 0 : d.length())
        + (long) e
        + f
        + (g ? 1 : 0)
        + h.length
        + (long) i
        + j;
  }

  public String many(long a, String b, double c, int d, long[] e, char f, short g, Object h) {
    return new StringBuilder()
        .append(a)
        .append(b)
        .append(c)
        .append(d)
        .append(f)
        .append(g)
        .append(h)
        .append(e.length)
        .toString();
  }

  public static int loopAtFirst(int n) {
    while (true) {
      if (n++ > 10) {
        return n;
      }
    }
  }

  public void loopOnField() {
    do {
      state += 2;
    } while (state < 20);
  }

  public int reassigned(int a, String b, long c) {
    if (a > 0) {
      b = "other";
      a = b.length();
      c = a;
    }
    for (int i = 0; i < 3; i++) {
      a += (int) c;
    }
    return a + (b == null ? 0 : b.length());
  }

  public int finallyReturns(int a) {
    try {
      if (a == 0) {
        throw new IllegalStateException("zero");
      }
      return 10 / (a - 1);
    } finally {
      seen += a;
    }
  }

  @SuppressWarnings("finally")
  public int finallyOverrides(int a) {
    try {
      return 10 / a;
    } finally {
      return -1;
    }
  }

  public String nested(int a, String b) throws IOException {
    try {
      try {
        if (a == 0) {
          throw new IOException("io");
        }
        return b.trim();
      } catch (NullPointerException e) {
        if (a > 5) {
          throw new IllegalArgumentException(e);
        }
        return "caught";
      } finally {
        seen++;
        try {
          seen /= a - 1;
        } catch (ArithmeticException e) {
          seen = 0;
        }
      }
    } catch (IllegalArgumentException e) {
      return "outer";
    }
  }

  public boolean catchAll(int a) {
    try {
      return 1 / a > 0;
    } catch (Throwable e) {
      return false;
    }
  }

  public String switches(int a, String b) {
    switch (a) {
      case 0:
        return "none";
      case 1:
        b = "one";
        break;
      case 7:
        return null;
      case 100000:
        throw new IllegalStateException();
      default:
        switch (b) {
          case "a":
            return b;
          default:
            break;
        }
    }
    return b;
  }

  public Object uninitialised(int a, String b) {
    return new ArrayList<Object>(a > 0 ? (b == null ? 1 : b.length()) : seen < 0 ? 4 : 5);
  }

  public Object uninitialisedInLoop(int a) {
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < a; i++) {
      all.add(
          new StringBuilder(i % 2 == 0 ? new String(i > 2 ? "even" : "zero") : "odd")
              .reverse()
              .toString());
    }
    return all;
  }

  public long deepStack(int a, long b, double c) {
    return a + (b + (a * (b - (a + (b * (a - (b + (long) (c * (a + (c - (a > 0 ? b : c)))))))))));
  }

  public static double lastIsDouble(double a) {
    double twice = a * 2;
    return twice;
  }

  public synchronized String locked(String a) {
    return Thread.holdsLock(this) ? a.trim() : "not locked";
  }

  public static synchronized int lockedStatic(int a) {
    return 10 / a;
  }

  public int lockedBlock(int a, Object b) {
    synchronized (b) {
      synchronized (this) {
        if (a > 0) {
          return 10 / (a - 1);
        }
      }
      seen = a;
    }
    return a;
  }

  public void alwaysThrows(String a) throws IOException {
    throw new IOException(a);
  }

  public Object rethrows(Object a) throws Exception {
    try {
      return a.toString();
    } catch (Exception e) {
      state++;
      throw e;
    }
  }

  public void endless(int a) {
    for (int i = a; ; i++) {
      if (i > 20) {
        throw new IllegalStateException("end");
      }
    }
  }

  public static Object[] varying(Object... all) {
    for (Object one : all) {
      if (one == null) {
        continue;
      }
      Object[] result = {one};
      return result;
    }
    return all;
  }
}
