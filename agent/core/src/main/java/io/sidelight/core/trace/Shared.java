package io.sidelight.core.trace;

import org.jspecify.annotations.Nullable;

/**
 * What contexts of one trace have in common: the scope that they belong to, or that and what the
 * trace carries along. Few traces carry anything, so most contexts pay one reference for both.
 */
abstract class Shared {
  abstract @Nullable TraceScope scope();

  @Nullable String traceState() {
    return null;
  }

  @Nullable String baggage() {
    return null;
  }
}
