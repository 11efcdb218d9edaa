package io.sidelight.core.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeterSettingsTest {
  @Test
  void keepsWhatIsRight() {
    MeterSettings settings =
        new MeterSettings(5, Naming.BOTH, "flow_", Map.of("app", "todo", "instance", "a:1"));

    assertEquals("flow_", settings.prefix());
    assertEquals(Map.of("app", "todo", "instance", "a:1"), settings.labels());
    assertEquals(List.of(), settings.problems());
  }

  @Test
  void namesAndLeavesOutWhatIsWrong() {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("route", "x");
    labels.put("le", "x");
    labels.put("0day", "x");
    labels.put("__name__", "x");
    labels.put("with.dot", "x");
    labels.put("", "x");
    labels.put("empty", "");
    labels.put("app", "line\nbreak");
    MeterSettings settings = new MeterSettings(0, Naming.CLASSIC, "my-app", labels);

    assertEquals(
        List.of(
            "At least one series per metric is needed, not 0; using 1000.",
            "Metric prefix \"my-app\" is not a valid name; left out.",
            "Constant label \"route\" is a metric's own label; left out.",
            "Constant label \"le\" is a metric's own label; left out.",
            "Constant label \"0day\" is not a valid name; left out.",
            "Constant label \"__name__\" is not a valid name; left out.",
            "Constant label \"with.dot\" is not a valid name; left out.",
            "Constant label \"\" is not a valid name; left out.",
            "Constant label \"empty\" has no value; left out."),
        settings.problems());
    assertEquals(Map.of("app", "line\uFFFDbreak"), settings.labels());
    assertEquals("", settings.prefix());
  }

  @Test
  void whetherALabelCollidesDependsOnTheNaming() {
    Map<String, String> labels = Map.of("http_route", "x");

    assertTrue(new MeterSettings(1, Naming.CLASSIC, "", labels).problems().isEmpty());
    assertEquals(1, new MeterSettings(1, Naming.OTEL, "", labels).problems().size());
    assertEquals(1, new MeterSettings(1, Naming.BOTH, "", labels).problems().size());
  }

  @Test
  void everyConstantLabelThatIsKeptCanBeShown() {
    for (Naming naming : Naming.values()) {
      Map<String, String> labels = new LinkedHashMap<>();
      for (String name : List.of("app", "type", "status", "error_type", "code", "quantile")) {
        labels.put(name, "x");
      }
      Page page = new Page(new MeterSettings(9, naming, "p:", labels));
      page.meters.httpServerDuration.series("GET", "/", "500", "E", "http").record(1);
      page.meters.webSocketServer.closed.series("/", "1000").increment();
      page.meters.redisDuration.series("GET", "E").record(1);

      assertTrue(page.text().contains("p:websocket_connections_closed_total{app=\"x\",code"));
    }
  }
}
