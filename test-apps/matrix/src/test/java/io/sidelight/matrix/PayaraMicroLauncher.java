package io.sidelight.matrix;

import io.sidelight.test.AppProcessBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
    Path password = work.resolve("password");
    Files.writeString(password, "AS_ADMIN_USERPASSWORD=" + User.PASSWORD + "\n");
    Path commands = work.resolve("commands");
    Files.writeString(
        commands,
        "create-file-user --groups %s --passwordfile %s %s\n"
            .formatted(User.GROUP, password, User.NAME));
    Path listener = work.resolve("listener");
    Files.writeString(
        listener,
        "set configs.config.server-config.network-config.protocols.protocol.http-listener"
            + ".http.compression=on\n");
    return Launcher.jar(home, options)
        .directory(work)
        .args(
            "--noCluster",
            "--prebootcommandfile",
            listener.toString(),
            "--postbootcommandfile",
            commands.toString(),
            "--port",
            "" + port,
            "--deploy",
            war.toString());
  }

  @Override
  public void limitDataSource(Path work) throws IOException {
    String pool = "set resources.jdbc-connection-pool.H2Pool.";
    Files.writeString(
        work.resolve("listener"),
        pool
            + "steady-pool-size=1\n"
            + pool
            + "max-pool-size=2\n"
            + pool
            + "max-wait-time-in-millis=2000\n",
        StandardOpenOption.APPEND);
  }
}
