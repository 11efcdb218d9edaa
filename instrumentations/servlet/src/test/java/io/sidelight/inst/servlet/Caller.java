package io.sidelight.inst.servlet;

/** The traces that callers of the sample site are in. */
final class Caller {
  /** The caller's span, the same in all traces. */
  static final String PARENT = "00f067aa0ba902b7";

  private static int traces;

  private Caller() {}

  static synchronized String newTrace() {
    traces++;
    return String.format("%032x", 0xabc0_0000L + traces);
  }

  static String traceparent(String trace, String flags) {
    return "00-" + trace + "-" + PARENT + "-" + flags;
  }
}
