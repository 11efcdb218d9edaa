package io.sidelight.core.start;

import io.sidelight.core.trace.ExportLog;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the agent says to people: lines on standard error that begin with {@code [sidelight]}. Not
 * java.util.logging, which the application may not have set up yet, or has shut down. Thread-safe.
 */
final class Log implements ExportLog {
  enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG
  }

  /**
   * As it is when the agent starts: application servers put one of their own in its place, and
   * write what comes there to their logs, as errors.
   */
  private final PrintStream out = System.err;

  private final Level level;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  Log(String level) {
    this.level = Level.valueOf(level.toUpperCase(Locale.ROOT));
  }

  @Override
  public void info(String message) {
    say(Level.INFO, message);
  }

  @Override
  public void warn(String message) {
    say(Level.WARN, message);
  }

  void error(String message) {
    say(Level.ERROR, message);
  }

  void debug(String message) {
    say(Level.DEBUG, message);
  }

  /**
   * Tells of a swallowed error: the first of its kind in full, those that follow only at debug
   * level.
   *
   * @param kind what makes two errors the same; their number must be bounded
   */
  void swallowed(String kind, String message, Throwable cause) {
    boolean first = told.size() < 1000 && told.add(kind);
    if (!first && level != Level.DEBUG) {
      return;
    }
    StringBuilder text = new StringBuilder(message);
    try {
      text.append(": ").append(cause);
      StackTraceElement[] trace = cause.getStackTrace();
      int frames = level == Level.DEBUG ? trace.length : Math.min(trace.length, 3);
      for (int i = 0; i < frames; i++) {
        text.append(" at ").append(trace[i]);
      }
    } catch (RuntimeException e) {
      text.append(" (which cannot be printed)");
    }
    say(first ? Level.WARN : Level.DEBUG, text.toString());
  }

  private void say(Level at, String message) {
    if (at.compareTo(level) <= 0) {
      out.println("[sidelight] " + message);
    }
  }
}
