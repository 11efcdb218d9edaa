package io.sidelight.test;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the agent under test lies. */
public final class AgentJar {

  /** System property with the path of the jar to test instead of the one that the build makes. */
  static final String PROPERTY = "test.agent.jar";

  private AgentJar() {}

  /**
   * The jar named by the system property {@code test.agent.jar}, else the one built in this
   * repository.
   *
   * @throws IllegalStateException when there is none; says how to get it
   */
  public static Path path() {
    String named = System.getProperty(PROPERTY);
    Path jar =
        named != null && !named.isEmpty()
            ? Path.of(named).toAbsolutePath()
            : repository().resolve("dist/target/sidelight-agent.jar");
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(
          "no agent jar at "
              + jar
              + ": build it (mvn package -pl dist -am), or name one by -D"
              + PROPERTY);
    }
    return jar;
  }

  /** The root folder of the repository that the current folder belongs to. */
  public static Path repository() {
    Path start = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      // A source archive has no .git.
      if (Files.exists(folder.resolve(".git"))
          || Files.exists(folder.resolve("agent/core/pom.xml"))) {
        return folder;
      }
    }
    throw new IllegalStateException("not inside the repository: " + start);
  }
}
