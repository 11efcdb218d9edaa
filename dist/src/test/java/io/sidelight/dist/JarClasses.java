package io.sidelight.dist;

import io.sidelight.test.AgentJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;

/** Every class file in the agent jar, whatever it is called there. */
final class JarClasses {

  private JarClasses() {}

  /** By the path in the jar. */
  static Map<String, byte[]> byPath() {
    Map<String, byte[]> classes = new TreeMap<>();
    try (JarFile jar = new JarFile(AgentJar.path().toFile())) {
      for (var entry : jar.stream().filter(entry -> !entry.isDirectory()).toList()) {
        byte[] bytes;
        try (var in = jar.getInputStream(entry)) {
          bytes = in.readAllBytes();
        }
        if (bytes.length > 8
            && bytes[0] == (byte) 0xca
            && bytes[1] == (byte) 0xfe
            && bytes[2] == (byte) 0xba
            && bytes[3] == (byte) 0xbe) {
          classes.put(entry.getName(), bytes);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return classes;
  }
}
