package io.sidelight.core.trace;

/** Where the exporter tells a person what happens to spans. Called on the export thread only. */
public interface ExportLog {
  void info(String message);

  void warn(String message);
}
