package io.sidelight.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibrariesTest {

  @Test
  void listsJarsOnly(@TempDir Path module) throws Exception {
    Path folder = Files.createDirectories(module.resolve("target/libs/tomcat-9.0"));
    Path b = Files.createFile(folder.resolve("b.jar"));
    Path a = Files.createFile(folder.resolve("a.jar"));
    Files.createFile(folder.resolve("a.txt"));
    assertEquals(List.of(a, b), Libraries.dir(module, "tomcat-9.0"));
  }

  @Test
  void saysWhichFolderHasNone(@TempDir Path module) throws Exception {
    Files.createDirectories(module.resolve("target/libs/empty"));
    for (String name : List.of("empty", "absent")) {
      String message =
          assertThrows(IllegalStateException.class, () -> Libraries.dir(module, name)).getMessage();
      assertTrue(message.contains(name), message);
    }
  }
}
