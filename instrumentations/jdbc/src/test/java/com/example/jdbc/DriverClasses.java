package com.example.jdbc;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.Wrapper;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Initialises the classes of drivers whose databases are not at hand, so that the JVM verifies what
 * has been woven into them. Arguments: the drivers' jars.
 */
public final class DriverClasses {
  private DriverClasses() {}

  public static void main(String[] args) throws IOException {
    int linked = 0;
    for (String jar : args) {
      try (JarFile file = new JarFile(Path.of(jar).toFile())) {
        for (JarEntry entry : Collections.list(file.entries())) {
          String name = entry.getName();
          boolean ordinary = name.endsWith(".class") && !name.contains("-");
          linked += ordinary && link(name.substring(0, name.length() - 6)) ? 1 : 0;
        }
      }
    }
    System.out.println("linked " + linked);
    System.out.println("done");
    System.in.read();
  }

  private static boolean link(String resource) {
    try {
      Class<?> type =
          Class.forName(resource.replace('/', '.'), false, DriverClasses.class.getClassLoader());
      if (!Wrapper.class.isAssignableFrom(type) && !Driver.class.isAssignableFrom(type)) {
        return false;
      }
      Class.forName(type.getName(), true, type.getClassLoader());
      return true;
    } catch (VerifyError | ClassFormatError e) {
      System.out.println("broken " + resource + ": " + e);
      return false;
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      // It wants another library, which is optional, or something that is not here.
      return false;
    }
  }
}
