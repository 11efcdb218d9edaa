package io.sidelight.inst.jdbc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sidelight.test.AgentJar;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class JdbcIT {
  @Test
  void agentJarIsThere() {
    assertTrue(Files.exists(AgentJar.path()));
  }
}
