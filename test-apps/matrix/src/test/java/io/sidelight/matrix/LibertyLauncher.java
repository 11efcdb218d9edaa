package io.sidelight.matrix;

import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.Libraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Open Liberty: the file {@code jvm.options}, and {@code server run}.
 *
 * @param feature such as {@code servlet-6.0}
 * @param security the feature for log-ins, such as {@code appSecurity-5.0}
 * @param rest the feature for JAX-RS, such as {@code restfulWS-3.1}
 */
record LibertyLauncher(String feature, String security, String rest) implements Launcher {
  @Override
  public AppProcessBuilder prepare(
      Path home, Path work, Path war, int port, List<String> jvmOptions) throws IOException {
    Path server = work.resolve("servers/defaultServer");
    Files.createDirectories(server.resolve("dropins"));
    Files.copy(war, server.resolve("dropins/app.war"));
    Files.writeString(server.resolve("jvm.options"), String.join("\n", jvmOptions) + "\n");
    Files.writeString(
        server.resolve("server.xml"),
        """
        <server>
          <featureManager>
            <feature>%s</feature>
            <feature>%s</feature>
            <feature>%s</feature>
          </featureManager>
          <basicRegistry realm="matrix">
            <user name="%s" password="%s"/>
            <group name="%s"><member name="%s"/></group>
          </basicRegistry>
          <httpEndpoint id="defaultHttpEndpoint" host="localhost" httpPort="%d" httpsPort="-1">
            <compression/>
          </httpEndpoint>
        </server>
        """
            .formatted(
                feature, security, rest, User.NAME, User.PASSWORD, User.GROUP, User.NAME, port));
    return Launcher.script(home.resolve("bin/server"), "run")
        .args("defaultServer")
        .env("WLP_USER_DIR", work.toString());
  }

  @Override
  public void limitDataSource(Path work) throws IOException {
    Launcher.edit(
        work.resolve("servers/defaultServer/server.xml"),
        "</server>",
        """
          <featureManager>
            <feature>jdbc-4.2</feature>
            <feature>jndi-1.0</feature>
          </featureManager>
          <dataSource id="DefaultDataSource">
            <connectionManager minPoolSize="1" maxPoolSize="2" connectionTimeout="2s"/>
            <jdbcDriver javax.sql.DataSource="org.h2.jdbcx.JdbcDataSource">
              <library><file name="%s"/></library>
            </jdbcDriver>
            <properties URL="jdbc:h2:mem:books;DB_CLOSE_DELAY=-1" user="sa" password="sa"/>
          </dataSource>
        </server>
        """
            .formatted(driver()));
  }

  private static Path driver() {
    Path pools = AgentJar.repository().resolve("instrumentations/connectionpools");
    return Libraries.dir(pools, "h2").get(0);
  }
}
