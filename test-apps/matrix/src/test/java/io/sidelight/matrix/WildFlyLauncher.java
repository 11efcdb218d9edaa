package io.sidelight.matrix;

import io.sidelight.test.AppProcessBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** WildFly: {@code JAVA_OPTS}, and nothing else. */
final class WildFlyLauncher implements Launcher {
  @Override
  public AppProcessBuilder prepare(
      Path home, Path work, Path war, int port, List<String> jvmOptions) throws IOException {
    Launcher.copy(home.resolve("standalone/configuration"), work.resolve("configuration"));
    Files.writeString(
        work.resolve("configuration/application-users.properties"),
        User.NAME + "=" + hash() + "\n");
    Files.writeString(
        work.resolve("configuration/application-roles.properties"),
        User.NAME + "=" + User.GROUP + "\n");
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

  /** What {@code add-user.sh} writes. */
  private static String hash() {
    String text = User.NAME + ":ApplicationRealm:" + User.PASSWORD;
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
