package io.sidelight.inst.apachehttpclient5;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.example.ontop.OnTopApp;
import io.sidelight.test.AgentJar;
import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.Libraries;
import io.sidelight.test.SpanTree;
import io.sidelight.test.client.ClientContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients made of a client that is recorded: what they do is one call, too. */
class ClientsOnTopIT extends ClientContract {
  private static final Path MODULE =
      AgentJar.repository().resolve("instrumentations/apachehttpclient5");

  private record OnTop(String kind) implements Client {
    @Override
    public AppProcessBuilder builder() {
      return AppProcess.builder()
          .classPathOf(OnTopApp.class)
          .classPath(Libraries.dir(MODULE, "client-5.6"))
          .classPath(Libraries.dir(MODULE, "on-top"))
          .classPath(Libraries.dir(MODULE, "common"))
          .main(OnTopApp.class);
    }

    @Override
    public List<String> more() {
      return List.of(kind);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RestTemplate",
        "RestTemplate on HttpComponents",
        "RestClient",
        "Feign",
        "Feign on HttpComponents"
      })
  void oneCallInsideARequest(String kind) throws Exception {
    insideARequest(new OnTop(kind));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RestTemplate",
        "RestTemplate on HttpComponents",
        "RestClient",
        "Feign",
        "Feign on HttpComponents"
      })
  void seesTheSameAsWithoutTheAgent(String kind) {
    OnTop client = new OnTop(kind);
    List<String> bare;
    try (AppProcess app = app(client, "more").agent(false).start()) {
      bare = done(app, "outcome");
    }
    try (AppProcess app = app(client, "more").otlp(sink).start()) {
      assertEquals(bare, done(app, "outcome"));
      assertEquals(
          "CLIENT GET\n\nCLIENT GET (error)\n", SpanTree.of(sink.awaitSpans(span -> true, 2)));
      assertEquals(Map.of("GET localhost 200", 1, "GET localhost 404", 1), calls(app.scrape()));
    }
  }
}
