package io.sidelight.core.record;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.sidelight.core.meter.Meters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The samples of a metric as a scraper sees them. */
final class Scrape {
  private Scrape() {}

  static List<String> lines(Meters meters, String name) {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(page, meters.collector().collect());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return page.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .toList();
  }
}
