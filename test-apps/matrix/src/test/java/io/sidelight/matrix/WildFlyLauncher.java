package io.sidelight.matrix;

import io.sidelight.test.AppProcessBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** WildFly: {@code JAVA_OPTS}, and nothing else. */
final class WildFlyLauncher implements Launcher {
  @Override
  public AppProcessBuilder prepare(
      Path home, Path work, Path war, int port, List<String> jvmOptions) throws IOException {
    Launcher.copy(home.resolve("standalone/configuration"), work.resolve("configuration"));
    Files.createDirectories(work.resolve("deployments"));
    Files.copy(war, work.resolve("deployments/app.war"));
    return Launcher.script(home.resolve("bin/standalone.sh"), "-Djboss.server.base.dir=" + work)
        .args(
            "-Djboss.http.port=" + port,
            "-Djboss.https.port=0",
            "-Djboss.management.http.port=0",
            "-Djboss.management.https.port=0")
        .env("JAVA_OPTS", String.join(" ", jvmOptions));
  }
}
