package io.sidelight.inst.jdkhttpclient;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.example.client.Scenario;
import com.example.jdkclient.JdkClientApp;
import io.sidelight.test.AppProcess;
import io.sidelight.test.AppProcessBuilder;
import io.sidelight.test.OtlpSpan;
import io.sidelight.test.client.ClientContract;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client of the JDK that runs the tests. */
class JdkHttpClientIT extends ClientContract {

  private record Jdk(String way, String version) implements Client {
    @Override
    public AppProcessBuilder builder() {
      return AppProcess.builder().classPathOf(JdkClientApp.class).main(JdkClientApp.class);
    }

    @Override
    public List<String> more() {
      return List.of(way, version);
    }

    /** The causes of a time-out depend on a race of the client's threads. */
    @Override
    public String certain(String outcome) {
      return outcome.startsWith("outcome SLOW ") ? outcome.replaceFirst("\\|.*", "|") : outcome;
    }

    @Override
    public String error(Scenario scenario) {
      // It reads the body, so that its application sees the call fail.
      return scenario == Scenario.CUT ? "connection_reset" : scenario.error;
    }
  }

  @ParameterizedTest
  @CsvSource({"sync,HTTP_1_1", "sync,HTTP_2", "async,HTTP_1_1"})
  void everyScenario(String way, String version) {
    everyScenario(new Jdk(way, version));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  void countsUnderLoad(String way) {
    countsUnderLoad(new Jdk(way, "HTTP_1_1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  void insideARequest(String way) throws Exception {
    insideARequest(new Jdk(way, "HTTP_1_1"));
  }

  @Test
  void cancelled() {
    cancelled(new Jdk("async", "HTTP_1_1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  void overHttp2(String way) {
    Jdk client = new Jdk(way, "HTTP_2");
    OtlpSpan call = fromSiteToSite(client, client);
    assertEquals("2", call.string("network.protocol.version"));
    assertEquals(200, call.number("http.response.status_code"));
  }
}
