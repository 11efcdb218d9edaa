package io.sidelight.test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaxTwinTest {

  /** Has constants of all kinds around the names to be changed. */
  public static final class Application implements Callable<String> {
    static final long WIDE = 0x1234_5678_9ABC_DEF0L;
    static final double ALSO_WIDE = 1.000000001;

    @Override
    public String call() {
      Object fraction = ALSO_WIDE + Double.parseDouble("0") + (0.5f + Float.parseFloat("0"));
      Callable<Long> lambda = () -> WIDE + Long.parseLong("1");
      try {
        return "jakarta.servlet.error.exception Ljakarta/websocket/Session; jakarta.sql é\0"
            + lambda.call()
            + fraction;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @TempDir Path folder;

  @Test
  void theTwinIsAValidClassWithOtherNames() throws Exception {
    Path classes = folder.resolve("classes");
    String file = Application.class.getName().replace('.', '/') + ".class";
    Files.createDirectories(classes.resolve(file).getParent());
    try (InputStream in = Application.class.getClassLoader().getResourceAsStream(file)) {
      Files.copy(in, classes.resolve(file));
    }
    Path target = JavaxTwin.of(classes, folder.resolve("twin"));

    try (URLClassLoader loader = new URLClassLoader(new URL[] {target.toUri().toURL()}, null)) {
      Object twin =
          loader.loadClass(Application.class.getName()).getDeclaredConstructor().newInstance();
      String original = new Application().call();
      assertEquals(
          original
              .replace("jakarta.servlet", "javax.servlet")
              .replace("jakarta/websocket", "javax/websocket"),
          ((Callable<?>) twin).call());
    }
  }

  @Test
  void renamesServicesAndLeavesOtherFilesAlone() throws IOException {
    Path classes = folder.resolve("classes");
    Files.createDirectories(classes.resolve("META-INF/services"));
    Files.writeString(
        classes.resolve("META-INF/services/jakarta.servlet.ServletContainerInitializer"),
        "app.Initializer # not jakarta.servlet.X\n");
    byte[] image = {(byte) 0xFF, (byte) 0xC3, 0, 1};
    Files.write(classes.resolve("image.gif"), image);
    Files.writeString(classes.resolve("page.html"), "jakarta.servlet.X");

    Path target = JavaxTwin.of(classes, folder.resolve("new/twin"));

    Path service = target.resolve("META-INF/services/javax.servlet.ServletContainerInitializer");
    assertEquals("app.Initializer # not javax.servlet.X\n", Files.readString(service));
    assertArrayEquals(image, Files.readAllBytes(target.resolve("image.gif")));
    assertEquals("jakarta.servlet.X", Files.readString(target.resolve("page.html")));
  }

  @Test
  void refusesWhatIsNoClassFile() {
    assertThrows(IOException.class, () -> JavaxTwin.classFile("no class".getBytes(UTF_8)));
  }
}
