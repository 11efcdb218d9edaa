package io.sidelight.shop;

/** Failures in one line, for a person at a terminal. */
final class Failures {
  private Failures() {}

  /** The message of the innermost cause, where what really happened stands. */
  static String describe(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String message = innermost.getMessage();
    return message == null ? innermost.toString() : message;
  }
}
