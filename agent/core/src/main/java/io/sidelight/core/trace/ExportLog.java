package io.sidelight.core.trace;

/**
 * Where the exporter tells a person what happens to spans. Called seldom, and on the export thread.
 */
public interface ExportLog {
  void info(String message);

  void warn(String message);
}
