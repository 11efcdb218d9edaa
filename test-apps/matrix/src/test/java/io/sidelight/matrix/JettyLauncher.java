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
  private static final String USERS =
      """
      <?xml version="1.0"?>
      <!DOCTYPE Configure PUBLIC "-//Jetty//Configure//EN" "https://www.eclipse.org/jetty/configure_9_3.dtd">
      <Configure id="Server" class="org.eclipse.jetty.server.Server">
        <Call name="addBean">
          <Arg>
            <New class="org.eclipse.jetty.security.HashLoginService">
              <Arg>matrix</Arg>
              <Set name="userStore">
                <New class="org.eclipse.jetty.security.UserStore">
                  <Call name="addUser">
                    <Arg>%s</Arg>
                    <Arg>
                      <Call class="org.eclipse.jetty.util.security.Credential" name="getCredential">
                        <Arg>%s</Arg>
                      </Call>
                    </Arg>
                    <Arg><Array type="java.lang.String"><Item>%s</Item></Array></Arg>
                  </Call>
                </New>
              </Set>
            </New>
          </Arg>
        </Call>
      </Configure>
      """
          .formatted(User.NAME, User.PASSWORD, User.GROUP);

  @Override
  public AppProcessBuilder prepare(
      Path home, Path work, Path war, int port, List<String> jvmOptions) throws IOException {
    Files.createDirectories(work.resolve("webapps"));
    Files.copy(war, work.resolve("webapps/app.war"));
    Files.createDirectories(work.resolve("etc"));
    Files.writeString(work.resolve("etc/users.xml"), USERS);
    return Launcher.jar(home.resolve("start.jar"), jvmOptions)
        .directory(work)
        .args(
            "jetty.home=" + home,
            "jetty.base=" + work,
            // Before the modules, or Jetty 12 does not see it.
            "jetty.http.port=" + port,
            // Seconds; not at all by default in Jetty 12.
            "jetty.deploy.scanInterval=1",
            "--module=http,gzip," + environment + "deploy," + environment + "annotations",
            "etc/users.xml");
  }
}
