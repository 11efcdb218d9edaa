package io.sidelight.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs commands as somebody PostgreSQL accepts: not root, and with a name, which a container's user
 * may lack.
 *
 * <p>With tools that {@code exec} only: one that stays between would swallow signals.
 */
final class Unprivileged {
  /** The user that has no rights, on Linux. */
  private static final String NOBODY = "65534";

  /**
   * As one is, or in a user name space: that keeps the real user and so the access to the files,
   * but many containers forbid it.
   */
  private static final List<List<String>> SAME_USER =
      List.of(List.of(), List.of("unshare", "--user"));

  private static final List<List<String>> OTHER_USER =
      List.of(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"),
          List.of("chroot", "--userspec=" + NOBODY + ":" + NOBODY, "/"));

  private static final String ACCEPTED = "[ \"$(id -u)\" != 0 ] && id -un && : > \"$1/probe\"";

  private Unprivileged() {}

  /**
   * What to put before a command that works in the folder; nothing for an ordinary user.
   *
   * <p>May give the folder and its content to another user.
   *
   * @throws IOException when no way is open on this machine
   */
  static List<String> prefix(Path folder) throws IOException {
    for (List<String> prefix : SAME_USER) {
      if (works(prefix, folder)) {
        return prefix;
      }
    }
    if (run(List.of("chown", "-R", NOBODY + ":" + NOBODY, folder.toString()))) {
      for (List<String> prefix : OTHER_USER) {
        if (works(prefix, folder)) {
          return prefix;
        }
      }
    }
    throw new IOException(
        "PostgreSQL runs only as a user who is not root and has a name, and none of unshare, setpriv and chroot can"
            + " become one that may write to "
            + folder
            + "; start as an ordinary user");
  }

  private static boolean works(List<String> prefix, Path folder) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of("sh", "-c", ACCEPTED, "sh", folder.toString()));
    boolean works = run(command);
    Files.deleteIfExists(folder.resolve("probe"));
    return works;
  }

  private static boolean run(List<String> command) {
    try {
      return Commands.run(command) == 0;
    } catch (IOException e) {
      return false; // the tool is not installed
    }
  }
}
