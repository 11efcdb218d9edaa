package io.sidelight.matrix;

import io.sidelight.test.AppProcessBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Payara Micro: options of the JVM that runs its only jar. */
final class PayaraMicroLauncher implements Launcher {
  @Override
  public AppProcessBuilder prepare(
      Path home, Path work, Path war, int port, List<String> jvmOptions) throws IOException {
    Path temporary = Files.createDirectories(work.resolve("tmp"));
    List<String> options = new ArrayList<>(jvmOptions);
    options.add("-Djava.io.tmpdir=" + temporary);
    return Launcher.jar(home, options)
        .directory(work)
        .args("--noCluster", "--port", "" + port, "--deploy", war.toString());
  }
}
