package io.sidelight.core.record;

import io.sidelight.core.meter.ExpositionBuffer;
import io.sidelight.core.meter.Meters;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The samples of a metric as a scraper sees them. */
final class Scrape {
  private Scrape() {}

  static List<String> lines(Meters meters, String name) {
    ExpositionBuffer page = new ExpositionBuffer(false, 0);
    meters.exposition().write(page, any -> true);
    return page.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .toList();
  }
}
