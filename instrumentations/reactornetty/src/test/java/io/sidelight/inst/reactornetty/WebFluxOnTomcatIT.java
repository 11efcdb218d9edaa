package io.sidelight.inst.reactornetty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.example.webflux.TomcatApp;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.Libraries;
import io.sidelight.test.TracedSite;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WebFlux on a servlet container, whose requests have WebFlux's routes and exceptions. */
class WebFluxOnTomcatIT {
  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/reactornetty");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"webflux-6.2", "webflux-7.0"})
  void countsAndTracesEachRequestOnce(String version) {
    try (TracedSite site =
        new TracedSite(
            AppProcess.builder()
                .classPathOf(TomcatApp.class)
                .classPath(Libraries.dir(MODULE, version))
                .classPath(Libraries.dir(MODULE, "tomcat"))
                .classPath(Libraries.dir(MODULE, "h2"))
                .main(TomcatApp.class)
                .args(folder.toString()))) {
      int port = site.port("tomcat at port (\\d+)");
      site.check("GET", port, "/owners/4711?q=1", 200, "/owners/{ownerId}", "");
      site.check("GET", port, "/slow/20", 200, "/slow/{millis}", "");
      site.check("GET", port, "/stream", 200, "/stream", "");
      site.check("POST", port, "/echo", 200, "/echo", "");
      site.check("GET", port, "/throws", 500, "/throws", "java.lang.IllegalStateException");
      site.check("GET", port, "/fails", 500, "/fails", "java.lang.IllegalArgumentException");
      site.check("GET", port, "/teapot", 418, "/teapot", "");
      site.check("GET", port, "/trouble", 500, "/trouble", "java.lang.ArithmeticException");
      site.check("GET", port, "/functional/7", 200, "/functional/{id}", "");
      site.check("GET", port, "/nowhere/1", 404, "/", "");
      assertEquals(0, site.scrape().sum("sidelight_advice_errors_total"));
    }
  }
}
