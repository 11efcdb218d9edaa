package io.sidelight.servers;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;

/** Commands that come to an end by themselves. */
final class Commands {
  private static final File NOWHERE = new File("/dev/null");

  private Commands() {}

  /** Runs a command without input or output and returns its status. */
  static int run(List<String> command) throws IOException {
    return run(command, NOWHERE);
  }

  /** Runs a command whose output goes to a file and returns its status. */
  static int run(List<String> command, File log) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectInput(NOWHERE)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log))
            .start();
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted: " + command.get(0));
    }
  }
}
