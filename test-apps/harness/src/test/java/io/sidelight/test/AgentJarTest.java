package io.sidelight.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentJarTest {

  private final String before = System.getProperty(AgentJar.PROPERTY, "");

  @AfterEach
  void restore() {
    System.setProperty(AgentJar.PROPERTY, before); // an empty one counts as none
  }

  @Test
  void takesTheJarThatIsNamed(@TempDir Path folder) throws Exception {
    Path jar = Files.createFile(folder.resolve("a.jar"));
    System.setProperty(AgentJar.PROPERTY, jar.toString());
    assertEquals(jar, AgentJar.path());
  }

  @Test
  void saysWhereItLooked(@TempDir Path folder) {
    Path jar = folder.resolve("absent.jar");
    System.setProperty(AgentJar.PROPERTY, jar.toString());
    String message = assertThrows(IllegalStateException.class, AgentJar::path).getMessage();
    assertTrue(message.contains(jar.toString()), message);
  }

  @Test
  void findsTheRepositoryFromAModule() {
    assertTrue(Files.isRegularFile(AgentJar.repository().resolve("agent/core/pom.xml")));
  }
}
