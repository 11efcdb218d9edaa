package io.sidelight.matrix;

import io.sidelight.test.AppProcessBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Tomcat, and what is made of it: {@code CATALINA_OPTS}, and {@code catalina.sh run}. */
final class TomcatLauncher implements Launcher {
  @Override
  public AppProcessBuilder prepare(
      Path home, Path work, Path war, int port, List<String> jvmOptions) throws IOException {
    Launcher.copy(home.resolve("conf"), work.resolve("conf"));
    for (String folder : List.of("logs", "temp", "webapps", "work")) {
      Files.createDirectories(work.resolve(folder));
    }
    Path configuration = work.resolve("conf/server.xml");
    Files.writeString(
        configuration,
        Files.readString(configuration)
            .replace("<Server port=\"8005\"", "<Server port=\"-1\"")
            .replace("port=\"8080\"", "compression=\"on\" port=\"" + port + "\"")
            // Seconds after which it sees that an archive has come or gone.
            .replace("<Engine name", "<Engine backgroundProcessorDelay=\"1\" name"));
    Files.writeString(
        work.resolve("conf/tomcat-users.xml"),
        """
        <tomcat-users>
          <user username="%s" password="%s" roles="%s"/>
        </tomcat-users>
        """
            .formatted(User.NAME, User.PASSWORD, User.GROUP));
    Files.copy(war, work.resolve("webapps/app.war"));
    return Launcher.script(home.resolve("bin/catalina.sh"), "run")
        .env("CATALINA_HOME", home.toString())
        .env("CATALINA_BASE", work.toString())
        .env("CATALINA_OPTS", String.join(" ", jvmOptions));
  }

  @Override
  public void limitDataSource(Path work) throws IOException {
    Launcher.edit(
        work.resolve("conf/tomee.xml"),
        "</tomee>",
        """
          <Resource id="DefaultDB" type="javax.sql.DataSource">
            JdbcDriver = org.hsqldb.jdbcDriver
            JdbcUrl = jdbc:hsqldb:mem:books
            UserName = sa
            Password =
            InitialSize = 1
            MaxActive = 2
            MinIdle = 1
            MaxWaitTime = 2 seconds
          </Resource>
        </tomee>
        """);
  }
}
