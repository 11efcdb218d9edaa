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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** WildFly: {@code JAVA_OPTS}, and nothing else. */
final class WildFlyLauncher implements Launcher {
  /** The host's only location, and all up to the end of the handlers, among them that one. */
  private static final Pattern WELCOME =
      Pattern.compile(
          "(<location name=\"/\" handler=\"welcome-content\"/>)(.*?</handlers>)", Pattern.DOTALL);

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
    Path configuration = work.resolve("configuration/standalone.xml");
    Files.writeString(configuration, compressing(Files.readString(configuration)));
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

  private static String compressing(String configuration) {
    Matcher welcome = WELCOME.matcher(configuration);
    if (!welcome.find()) {
      throw new IllegalStateException(configuration);
    }
    String filters = "<filters><gzip name=\"gzip\"/></filters>";
    return welcome.replaceFirst("$1<filter-ref name=\"gzip\"/>$2" + filters);
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

  @Override
  public void limitDataSource(Path work) throws IOException {
    Launcher.edit(
        work.resolve("configuration/standalone.xml"),
        "<driver>h2</driver>",
        """
        <driver>h2</driver>
        <pool><min-pool-size>1</min-pool-size><max-pool-size>2</max-pool-size></pool>
        <timeout><blocking-timeout-millis>2000</blocking-timeout-millis></timeout>
        """);
  }
}
