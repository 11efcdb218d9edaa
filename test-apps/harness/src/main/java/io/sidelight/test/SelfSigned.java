package io.sidelight.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A key store (PKCS #12) with a key for {@code localhost} and its own certificate of it. */
public final class SelfSigned {
  private SelfSigned() {}

  /** Writes one to a file that does not exist. */
  public static void keyStore(Path file, String password) {
    try {
      Process keytool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-keyalg",
                  "EC",
                  "-alias",
                  "localhost",
                  "-dname",
                  "CN=localhost",
                  "-ext",
                  "san=dns:localhost",
                  "-storetype",
                  "PKCS12",
                  "-keystore",
                  file.toString(),
                  "-storepass",
                  password)
              .inheritIO()
              .start();
      if (keytool.waitFor() != 0) {
        throw new AssertionError("keytool: " + keytool.exitValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
