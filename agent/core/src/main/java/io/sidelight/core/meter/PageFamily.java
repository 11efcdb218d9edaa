package io.sidelight.core.meter;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One metric of the page, in both formats: what describes it, and its samples. Used by one scrape
 * at a time.
 */
abstract class PageFamily {
  /** Without the ending of its samples. */
  final String name;

  private final Metric.Kind kind;
  private final byte[] sampleName;
  private final String help;
  private final byte[] @Nullable [] headers = new byte[2] @Nullable [];

  PageFamily(Metric.Kind kind, String name, String help) {
    this.kind = kind;
    this.name = name;
    this.help = help;
    this.sampleName = ExpositionBuffer.bytes(shownName());
  }

  /** The name as a person sees it. */
  final String shownName() {
    return name + kind.ending;
  }

  /** {@link #shownName()} as it begins a sample. */
  final byte[] sampleName() {
    return sampleName;
  }

  /** Appends nothing if there are no samples; the text formats have no way to say it. */
  final void write(Map<Measure, FamilyReading> readings, ExpositionBuffer out) {
    int begin = out.size();
    out.raw(header(out.isOpenMetrics()));
    int samples = out.size();
    writeSamples(readings, out);
    if (out.size() == samples) {
      out.cut(begin);
    }
  }

  abstract void writeSamples(Map<Measure, FamilyReading> readings, ExpositionBuffer out);

  private byte[] header(boolean openMetrics) {
    int format = openMetrics ? 1 : 0;
    byte[] known = headers[format];
    if (known == null) {
      known = ExpositionBuffer.bytes(openMetrics ? openMetricsHeader() : textHeader());
      headers[format] = known;
    }
    return known;
  }

  private String textHeader() {
    // The text format knows two escapes less, which no help of ours needs.
    String type = kind == Metric.Kind.INFO ? "gauge" : kind.type;
    String shown = shownName();
    return "# HELP " + shown + ' ' + help + "\n# TYPE " + shown + ' ' + type + '\n';
  }

  private String openMetricsHeader() {
    String unit = "";
    if (name.endsWith("_seconds")) {
      unit = "# UNIT " + name + " seconds\n";
    } else if (name.endsWith("_bytes")) {
      unit = "# UNIT " + name + " bytes\n";
    }
    String escaped = ExpositionBuffer.escaped(help);
    return "# TYPE " + name + ' ' + kind.type + '\n' + unit + "# HELP " + name + ' ' + escaped
        + '\n';
  }
}
