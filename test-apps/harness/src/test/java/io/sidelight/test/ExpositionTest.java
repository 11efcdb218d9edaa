package io.sidelight.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpositionTest {

  private static final Exposition TEXT =
      Exposition.parse(
          """
          # HELP http_requests_total Requests.
          # TYPE http_requests_total counter
          http_requests_total{method="GET",route="/a",status_code="200"} 3.0
          http_requests_total{method="GET",route="/b",status_code="500",} 1e3
          http_requests_total{method="PUT",route="/b",status_code="200"} 2 1395066363000

          up 1
          quantile{q="0.5"} NaN
          limit{le="+Inf"} +Inf
          floor -Inf
          """);

  @Test
  void selectsByLabels() {
    assertEquals(3, TEXT.value("http_requests_total", "route", "/a"));
    assertEquals(1000, TEXT.value("http_requests_total", "route", "/b", "method", "GET"));
    assertEquals(1002, TEXT.sum("http_requests_total", "route", "/b"));
    assertEquals(1005, TEXT.sum("http_requests_total"));
    assertEquals(0, TEXT.sum("http_requests_total", "route", "/c"));
    assertTrue(TEXT.has("http_requests_total", "status_code", "500"));
    assertFalse(TEXT.has("http_requests_total", "status_code", "404"));
    assertFalse(TEXT.has("http_requests"));
    assertEquals(3, TEXT.series("http_requests_total").size());
    assertEquals(Set.of("/a", "/b"), TEXT.values("http_requests_total", "route"));
  }

  @Test
  void readsSpecialValues() {
    assertEquals(1, TEXT.value("up"));
    assertEquals(Double.NaN, TEXT.value("quantile", "q", "0.5"));
    assertEquals(Double.POSITIVE_INFINITY, TEXT.value("limit"));
    assertEquals(Double.NEGATIVE_INFINITY, TEXT.value("floor"));
  }

  @Test
  void sayWhatIsThereWhenNotOneSeriesIsSelected() {
    AssertionError two =
        assertThrows(AssertionError.class, () -> TEXT.value("http_requests_total", "route", "/b"));
    assertTrue(two.getMessage().contains("2 series"), two.getMessage());
    AssertionError none =
        assertThrows(AssertionError.class, () -> TEXT.value("http_requests_total", "route", "/c"));
    assertTrue(none.getMessage().contains("route=/a"), none.getMessage());
    AssertionError unknown = assertThrows(AssertionError.class, () -> TEXT.value("nothing"));
    assertTrue(unknown.getMessage().contains("http_requests_total"), unknown.getMessage());
  }

  @Test
  void resolvesEscapes() {
    Exposition text = Exposition.parse("m{a=\"x\\\"y\\\\z\\n}\",b=\"{,=} #\",c=\"\"} 1\n");
    assertEquals(Map.of("a", "x\"y\\z\n}", "b", "{,=} #", "c", ""), text.sample("m").labels());
  }

  @Test
  void readsOpenMetricsWithExemplars() {
    Exposition text =
        Exposition.parse(
            """
            # TYPE d histogram
            d_bucket{le="0.1"} 4 # {span_id="b7",trace_id="0a"} 0.07 1520879607.789
            d_bucket{le="+Inf"} 5 1520879607.789 # {} 7
            d_count 5
            # EOF
            """);
    assertEquals(4, text.value("d_bucket", "le", "0.1"));
    assertEquals(
        Map.of("span_id", "b7", "trace_id", "0a"), text.sample("d_bucket", "le", "0.1").exemplar());
    assertEquals(Map.of(), text.sample("d_bucket", "le", "+Inf").exemplar());
    assertNull(text.sample("d_count").exemplar());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m",
        "m ",
        "m{",
        "m{a=\"b\"",
        "m{a=\"b\"}",
        "m{a=\"b\"}1",
        "m{a=\"b} 1",
        "m{a=\"b\\",
        "m{a=\"\\t\"} 1",
        "m{a=b} 1",
        "m{a=\"1\" b=\"2\"} 1",
        "m{a=\"1\",a=\"2\"} 1",
        "m{=\"1\"} 1",
        "m one",
        "m 1 x",
        "m 1 2 3",
        "{a=\"b\"} 1",
        "m 1\nm 2",
        "<html>"
      })
  void refusesWhatIsNoExposition(String text) {
    assertThrows(IllegalArgumentException.class, () -> Exposition.parse(text));
  }
}
