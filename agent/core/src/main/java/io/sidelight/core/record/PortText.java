package io.sidelight.core.record;

import org.jspecify.annotations.Nullable;

/** Ports as label values; those in use are made once. Thread-safe. */
final class PortText {
  private static final int SLOTS = 64;

  private final int port;
  private final String text;

  /** Written without a lock: what one thread overwrites another makes again. */
  private static final @Nullable PortText[] RECENT = new PortText[SLOTS];

  private PortText(int port) {
    this.port = port;
    this.text = Integer.toString(port);
  }

  /** Digits; an empty text for what is no port. */
  static String of(int port) {
    if (port <= 0) {
      return "";
    }
    int slot = port & (SLOTS - 1);
    PortText recent = RECENT[slot];
    if (recent == null || recent.port != port) {
      recent = new PortText(port);
      RECENT[slot] = recent;
    }
    return recent.text;
  }
}
