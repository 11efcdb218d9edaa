package io.sidelight.servers;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server as a child process that ends, and takes its folder along, when this JVM does, however it
 * does.
 *
 * <p>A shell stands between the two and reads from a pipe that only this JVM holds open. The kernel
 * closes that pipe even when the JVM is killed, so nothing depends on a shutdown hook.
 */
final class Guard implements AutoCloseable {
  private static final String SCRIPT =
      """
      # A terminal's Ctrl-C reaches every process of the group; the order of stopping is the JVM's.
      trap '' INT TERM HUP
      folder=$1 signal=$2
      shift 2
      exec 3<&0
      "$@" </dev/null 3<&- &
      server=$!
      { read -r _ <&3; kill -s "$signal" "$server"; } &
      watch=$!
      wait "$server"
      status=$?
      kill -s KILL "$watch" 2>/dev/null
      rm -rf "$folder"
      exit "$status"
      """;
  private static final long STOP_SECONDS = 20;

  private final Process shell;

  /**
   * Starts the server.
   *
   * @param folder everything the server keeps; removed when it ends
   * @param signal the server's own signal for a prompt and orderly end, without {@code SIG}
   * @param log where both output streams go
   * @param command program and arguments
   */
  Guard(Path folder, String signal, Path log, List<String> command) throws IOException {
    List<String> line =
        new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh", folder.toString(), signal));
    line.addAll(command);
    shell =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
  }

  boolean isRunning() {
    return shell.isAlive();
  }

  /** Tells the server to stop and waits until it has, and until its folder is gone. */
  @Override
  public void close() throws IOException {
    try (OutputStream pipe = shell.getOutputStream()) {
      pipe.flush();
    }
    try {
      if (!shell.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
        shell.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
