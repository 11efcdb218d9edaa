package io.sidelight.matrix;

import io.sidelight.test.AppProcessBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Jetty: options of the JVM that runs {@code start.jar}.
 *
 * @param environment prefix of its modules, such as {@code ee10-}; empty before Jetty 12
 */
record JettyLauncher(String environment) implements Launcher {
  @Override
  public AppProcessBuilder prepare(
      Path home, Path work, Path war, int port, List<String> jvmOptions) throws IOException {
    Files.createDirectories(work.resolve("webapps"));
    Files.copy(war, work.resolve("webapps/app.war"));
    return Launcher.jar(home.resolve("start.jar"), jvmOptions)
        .directory(work)
        .args(
            "jetty.home=" + home,
            "jetty.base=" + work,
            // Before the modules, or Jetty 12 does not see it.
            "jetty.http.port=" + port,
            "--module=http," + environment + "deploy," + environment + "annotations");
  }
}
