package io.sidelight.core.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A plain endpoint in a JVM of its own, of which it is known which classes were loaded. */
@Timeout(60)
class PlainHttpTest {
  /** The other JVM: exports one span to the given address, then says so. */
  static final class Main {
    public static void main(String[] args) {
      OtlpSettings settings =
          new OtlpSettings(args[0], Map.of("a", "b"), 5_000, false, 1 << 20, 10, 50);
      RecordingLog log = new RecordingLog();
      OtlpExporter exporter = new OtlpExporter(settings, new Resource(Map.of()), "s", "1", log);
      exporter.start();
      System.out.println("STARTED");
      Exporters.endSpans(Exporters.tracer(exporter), 1);
      exporter.flush(10_000);
      exporter.close(10_000);
      System.out.println("EXPORTED " + exporter.exported());
    }
  }

  @Test
  void initialisesNoTlsAndNoNetworkBeforeTheFirstSpan() throws Exception {
    try (Collector collector = new Collector()) {
      Process process =
          new ProcessBuilder(
                  System.getProperty("java.home") + "/bin/java",
                  "-verbose:class",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Main.class.getName(),
                  collector.url())
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), output);
      assertTrue(output.contains("EXPORTED 1"), output);
      assertEquals(1, collector.spans().size());
      assertFalse(output.contains("javax.net.ssl."), "javax.net.ssl");
      assertFalse(output.contains("sun.security.ssl."), "sun.security.ssl");
      assertFalse(output.contains("javax.crypto."), "javax.crypto");
      String before = output.substring(0, output.indexOf("STARTED"));
      assertTrue(before.contains("io.sidelight.core.trace.OtlpExporter"), before);
      assertFalse(before.contains("java.util.logging."), "java.util.logging");
      assertFalse(before.contains("sun.net.www.protocol.http.HttpURLConnection"), "network");
    }
  }
}
