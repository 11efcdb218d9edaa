package io.sidelight.core.meter;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Meters of their own, scraped as Prometheus would. */
final class Page {
  final Meters meters;

  Page(MeterSettings settings) {
    meters = new Meters(settings);
  }

  static Page named(Naming naming) {
    return new Page(new MeterSettings(1000, naming, "", Map.of()));
  }

  static Page capped(int maxSeries) {
    return new Page(new MeterSettings(maxSeries, Naming.CLASSIC, "", Map.of()));
  }

  String text() {
    return write(false);
  }

  String openMetrics() {
    return write(true);
  }

  /** The lines of the text format that start like this. */
  List<String> lines(String start) {
    return text().lines().filter(line -> line.startsWith(start)).toList();
  }

  /** The samples of these alone. */
  static List<String> samples(List<? extends PageFamily> families) {
    ExpositionBuffer page = new ExpositionBuffer(false, 0);
    for (PageFamily family : families) {
      family.write(Map.of(), page);
    }
    return page.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .toList();
  }

  /** The sum of all samples of a name. */
  double total(String name) {
    return lines(name + "{").stream().mapToDouble(Page::value).sum();
  }

  static double value(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  private String write(boolean openMetrics) {
    ExpositionBuffer page = new ExpositionBuffer(openMetrics, 0);
    meters.exposition().write(page, name -> true);
    return page.toString(StandardCharsets.UTF_8);
  }
}
