package io.sidelight.test;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Ends a process when this JVM is gone, even if it was killed and ran no shutdown hook: a shell
 * waits for the end of a pipe that only this JVM holds open. Where there is no shell, shutdown
 * hooks must do.
 */
final class ProcessGuard implements AutoCloseable {

  // The signals of a terminal reach the whole group of processes; this one must outlive them.
  // PostgreSQL waits for its clients unless it is interrupted; what is run in the background by a
  // shell without job control ignores that.
  private static final String SCRIPT =
      "trap '' INT TERM HUP; while read -r line; do :; done;"
          + " kill -INT $0 2>/dev/null; kill -TERM $0 2>/dev/null";

  private final @Nullable Process shell;

  private ProcessGuard(@Nullable Process shell) {
    this.shell = shell;
  }

  static ProcessGuard of(long pid) {
    try {
      return new ProcessGuard(
          new ProcessBuilder("sh", "-c", SCRIPT, Long.toString(pid))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      return new ProcessGuard(null);
    }
  }

  /** Call when the guarded process has ended: its id may soon belong to another. */
  @Override
  public void close() {
    if (shell != null) {
      shell.destroyForcibly();
    }
  }
}
