package io.sidelight.core.trace;

import java.io.PrintWriter;
import java.io.Writer;

/**
 * Renders a stack trace as {@link Throwable#printStackTrace()} does, and stops when the text is
 * long enough.
 */
final class StackTraceText extends Writer {
  private static final int MAX_CAUSES = 16;

  private final StringBuilder text = new StringBuilder(1024);
  private final int limit;

  private StackTraceText(int limit) {
    this.limit = limit;
  }

  /**
   * The trace, perhaps one character longer than {@code limit}: enough for the caller to cut it
   * cleanly.
   */
  static String of(Throwable exception, int limit) {
    StackTraceText target = new StackTraceText(limit);
    try {
      exception.printStackTrace(new PrintWriter(target));
    } catch (Throwable full) {
      // Either the text is long enough or printing failed, being the application's code: what there
      // is will do.
    }
    return target.text.toString();
  }

  /**
   * The same without the messages of the exception and its causes, and without suppressed ones;
   * never longer than one line above {@code limit}.
   */
  static String withoutMessages(Throwable exception, int limit) {
    StringBuilder text = new StringBuilder(1024);
    try {
      Throwable at = exception;
      for (int depth = 0; at != null && depth < MAX_CAUSES; depth++) {
        text.append(depth == 0 ? "" : "Caused by: ").append(at.getClass().getName()).append('\n');
        for (StackTraceElement frame : at.getStackTrace()) {
          if (text.length() > limit) {
            return text.toString();
          }
          text.append("\tat ").append(frame).append('\n');
        }
        at = at.getCause();
      }
    } catch (Throwable hostile) {
      // An exception's methods are the application's code; what there is will do.
    }
    return text.toString();
  }

  @Override
  public void write(char[] chars, int offset, int length) {
    text.append(chars, offset, Math.min(length, room()));
    stopWhenFull();
  }

  @Override
  public void write(String chars, int offset, int length) {
    text.append(chars, offset, offset + Math.min(length, room()));
    stopWhenFull();
  }

  private int room() {
    return limit + 1 - text.length();
  }

  private void stopWhenFull() {
    if (room() <= 0) {
      throw Full.INSTANCE;
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  /** Ends the printing of a trace of any length, without a trace of its own. */
  private static final class Full extends RuntimeException {
    static final Full INSTANCE = new Full();

    private Full() {
      super(null, null, false, false);
    }
  }
}
