package io.sidelight.core.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/metrics.md} says what the dictionary says. */
class MetricsDocumentTest {

  /** Run with -Dsidelight.docs.write=true to bring the document up to date. */
  @ParameterizedTest
  @EnumSource(
      value = Naming.class,
      names = {"CLASSIC", "OTEL"})
  void documentHoldsTheDictionary(Naming naming) throws Exception {
    String begin = "<!-- " + naming.name().toLowerCase(Locale.ROOT) + " -->\n";
    Path document = document();
    String text = Files.readString(document);
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf("<!-- end -->", from);
    assertTrue(from >= begin.length() && to >= from, "the marks of the table");
    String table = table(naming);
    if (Boolean.getBoolean("sidelight.docs.write")) {
      text = text.substring(0, from) + table + text.substring(to);
      Files.writeString(document, text);
      to = from + table.length();
    }
    assertEquals(table, text.substring(from, to));
  }

  @Test
  void documentNamesTheAgentsOwnMetrics() throws Exception {
    String text = Files.readString(document());
    Meters meters = new Meters(MeterSettings.defaults());
    assertEquals(5, meters.self().families().size());
    for (PageFamily family : meters.self().families()) {
      assertTrue(text.contains("`" + family.shownName()), family.name);
    }
    assertTrue(text.contains("`sidelight_series_dropped_total"));
  }

  private static Path document() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(folder.resolve("docs/metrics.md"))) {
      folder = folder.getParent();
    }
    return folder.resolve("docs/metrics.md");
  }

  private static String table(Naming naming) {
    StringBuilder table =
        new StringBuilder("| Metric | Type | Labels | Meaning |\n| --- | --- | --- | --- |\n");
    List<Metric> metrics = Dictionary.of(naming);
    for (Metric metric : metrics) {
      table.append("| `").append(metric.name).append(metric.kind.ending).append("` | ");
      table.append(metric.kind.type).append(" | ");
      for (String label : metric.labelNames()) {
        table.append('`').append(label).append("` ");
      }
      table.append("| ").append(metric.help).append(" |\n");
    }
    return table.toString();
  }
}
