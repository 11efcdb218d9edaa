package io.sidelight.core.trace;

import java.util.concurrent.atomic.LongAdder;

/** What became of ended spans. Each is counted exactly once. Safe for use by many threads. */
final class ExportCounters {
  private final LongAdder exported = new LongAdder();
  private final LongAdder[] dropped = new LongAdder[DropReason.values().length];

  ExportCounters() {
    for (int i = 0; i < dropped.length; i++) {
      dropped[i] = new LongAdder();
    }
  }

  void countExported(long spans) {
    exported.add(spans);
  }

  void countDropped(DropReason reason, long spans) {
    dropped[reason.ordinal()].add(spans);
  }

  long exported() {
    return exported.sum();
  }

  long dropped(DropReason reason) {
    return dropped[reason.ordinal()].sum();
  }
}
