package io.sidelight.core.trace;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps every line. */
final class RecordingLog implements ExportLog {
  final List<String> lines = new CopyOnWriteArrayList<>();

  @Override
  public void info(String message) {
    lines.add("INFO " + message);
  }

  @Override
  public void warn(String message) {
    lines.add("WARN " + message);
  }
}
