package io.sidelight.inst.springmvc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.CountingClient;
import io.sidelight.test.JavaxTwin;
import io.sidelight.test.Libraries;
import io.sidelight.test.OtlpSink;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Spring MVC without Boot, with every kind of servlet mapping and both ways of matching. */
class SpringMvcIT {
  private static final Path MODULE = AgentJar.repository().resolve("instrumentations/springmvc");
  private static final Path APP = AgentJar.repository().resolve("test-apps/spring/target/classes");

  enum Spring {
    SPRING_4_0("spring-4.0", false, false, true),
    SPRING_4_3("spring-4.3", false, false, true),
    SPRING_5_0("spring-5.0", false, false, true),
    SPRING_5_3("spring-5.3", false, true, false),
    SPRING_6_0("spring-6.0", true, true, false),
    SPRING_7_0("spring-7.0", true, true, false);

    final String folder;
    final boolean jakarta;

    /** Path patterns, and routes by functions. */
    final boolean patterns;

    /** A method without a path is for every path. */
    final boolean anyPath;

    Spring(String folder, boolean jakarta, boolean patterns, boolean anyPath) {
      this.folder = folder;
      this.jakarta = jakarta;
      this.patterns = patterns;
      this.anyPath = anyPath;
    }
  }

  @TempDir Path temp;

  @ParameterizedTest
  @EnumSource
  void namesTheRouteByThePattern(Spring spring) {
    try (OtlpSink sink = OtlpSink.start();
        AppProcess app =
            AppProcess.builder()
                .classPath(spring.jakarta ? APP : JavaxTwin.of(APP, temp))
                .classPath(Libraries.dir(MODULE, spring.folder))
                .main("com.example.spring.mvc.MvcApp")
                .otlp(sink)
                .agentArg("traces.batch.delay", "10ms")
                .start()) {
      CountingClient client = new CountingClient(app.port("listening at port (\\d+)"));

      owners(client, "", "", "/", spring);
      owners(client, "/ctx", "", "/ctx/", spring);
      owners(client, "/star", "", "/star/*", spring);
      owners(client, "/prefix", "/api", "/prefix/api/*", spring);
      client.get("/full/api/owners/1", "/full/api/owners/{ownerId}", 200);
      client.get("/ext/owners/1.do", "/ext/owners/{ownerId}.do", 200);
      client.get("/ext/other.do", "/ext/*.do", 200);
      client.get("/any/one", "/any/", 200);
      client.get("/any/two", "/any/", 200);
      if (spring.patterns) {
        owners(client, "/patterns", "", "/patterns/", spring);
        owners(client, "/patterns-prefix", "/api", "/patterns-prefix/api/*", spring);
        client.get("/patterns-ext/owners/1.do", "/patterns-ext/owners/{ownerId}.do", 200);
        client.get("/patterns-any/one", "/patterns-any/", 200);
      }

      client.awaitCounted(app);
      client.awaitSpans(sink);
      assertEquals(0, app.scrape().sum("sidelight_advice_errors_total"));
    }
  }

  /**
   * Paths and templates alike, once in each context.
   *
   * @param unmatched the route of what no controller has: that of the servlet
   */
  private static void owners(
      CountingClient client, String context, String prefix, String unmatched, Spring spring) {
    String at = context + prefix;
    client.get(at + "/owners", at + "/owners", 200);
    client.get(at + "/owners/1", at + "/owners/{ownerId}", 200);
    client.get(at + "/owners/caf%C3%A9", at + "/owners/{ownerId}", 200);
    client.get(at + "/owners/1/pets/2", at + "/owners/{ownerId}/pets/{petId:\\d+}", 200);
    client.get(at + "/owners/1/forward", at + "/owners/{ownerId}/forward", 200);
    client.get(at + "/owners/1/refuse", at + "/owners/{ownerId}/refuse", 409);
    client.get(at + "/owners/1/fail", at + "/owners/{ownerId}/fail", 500);
    client.get(at + "/files/a.txt", at + "/files/**", 200);
    client.get(at + "/files/b/c.txt", at + "/files/**", 200);
    client.get(at + "/files/known.txt", at + "/files/known.txt", 200);
    client.get(at + "/nobody/knows", unmatched, 200);
    client.get(at + "/nobody/" + context.length(), unmatched, 200);
    client.send("DELETE", at + "/owners/1", unmatched, 405);
    if (spring.patterns) {
      client.get(at + "/functions/you", at + "/functions/{name}", 200);
      if (prefix.isEmpty()) {
        // Below a servlet's prefix, Spring fails at nested routes.
        client.get(at + "/nested/you/greeting", at + "/nested/{name}/greeting", 200);
      }
    }
  }
}
