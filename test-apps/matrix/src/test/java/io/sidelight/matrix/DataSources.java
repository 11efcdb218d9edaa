package io.sidelight.matrix;

import io.sidelight.test.AgentJar;
import io.sidelight.test.Libraries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Gives a server's default data source two connections at most, and little patience. */
final class DataSources {
  private DataSources() {}

  /**
   * @param work where the instance was set up
   */
  static void limit(Server server, Path work) throws IOException {
    switch (server.launcher.getClass().getSimpleName()) {
      case "WildFlyLauncher" ->
          edit(
              work.resolve("configuration/standalone.xml"),
              "<driver>h2</driver>",
              """
              <driver>h2</driver>
              <pool><min-pool-size>1</min-pool-size><max-pool-size>2</max-pool-size></pool>
              <timeout><blocking-timeout-millis>2000</blocking-timeout-millis></timeout>
              """);
      case "LibertyLauncher" ->
          edit(
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
      case "TomcatLauncher" ->
          edit(
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
      default -> {
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
  }

  private static Path driver() {
    Path pools = AgentJar.repository().resolve("instrumentations/connectionpools");
    return Libraries.dir(pools, "h2").get(0);
  }

  private static void edit(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    if (!text.contains(from)) {
      throw new IllegalStateException(text);
    }
    Files.writeString(file, text.replace(from, to));
  }
}
