package io.sidelight.core.trace;

import org.jspecify.annotations.Nullable;

/** What a caller says about recording a trace, in the words of B3. */
enum Sampling {
  /** Ids are given; whoever receives them decides. */
  DEFER,
  DENY,
  ACCEPT,
  /** Accepted, with the wish that nobody drops it on the way. */
  DEBUG;

  /** The decision as {@code b3} writes it, or null if it is none. */
  static @Nullable Sampling of(char state) {
    switch (state) {
      case '0':
        return DENY;
      case '1':
        return ACCEPT;
      case 'd':
        return DEBUG;
      default:
        return null;
    }
  }
}
