package io.sidelight.core.meter;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Meters in a registry of their own, scraped as Prometheus would. */
final class Page {
  final Meters meters;
  final PrometheusRegistry registry = new PrometheusRegistry();

  Page(MeterSettings settings) {
    meters = new Meters(settings);
    registry.register(meters.collector());
  }

  static Page named(Naming naming) {
    return new Page(new MeterSettings(1000, naming, "", Map.of()));
  }

  static Page capped(int maxSeries) {
    return new Page(new MeterSettings(maxSeries, Naming.CLASSIC, "", Map.of()));
  }

  String text() {
    return write(PrometheusTextFormatWriter.create());
  }

  String openMetrics() {
    return write(OpenMetricsTextFormatWriter.create());
  }

  /** The lines of the text format that start like this. */
  List<String> lines(String start) {
    return text().lines().filter(line -> line.startsWith(start)).toList();
  }

  /** The sum of all samples of a name. */
  double total(String name) {
    return lines(name + "{").stream().mapToDouble(Page::value).sum();
  }

  static double value(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  private String write(ExpositionFormatWriter writer) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writer.write(out, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
