package io.sidelight.core.trace;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What few spans have: status, events, links, and what did not fit. Kept apart so that the others
 * do not pay for it.
 */
final class SpanDetails {
  private static final int CONTEXT_WEIGHT = 64;

  boolean error;
  @Nullable String errorDescription;
  final List<SpanEvent> events = new ArrayList<>(1);
  final List<SpanContext> links = new ArrayList<>(1);
  int droppedAttributes;
  int droppedEvents;
  int droppedLinks;

  void setError(@Nullable String description) {
    error = true;
    if (description != null) {
      errorDescription = description;
    }
  }

  void addException(Throwable exception, long nanoTime, SpanLimits limits) {
    if (events.size() >= limits.eventCount) {
      droppedEvents++;
    } else {
      events.add(SpanEvent.ofException(exception, nanoTime, limits));
    }
  }

  void addBareException(Throwable exception, long nanoTime, SpanLimits limits) {
    if (events.size() >= limits.eventCount) {
      droppedEvents++;
    } else {
      events.add(SpanEvent.ofBareException(exception, nanoTime, limits));
    }
  }

  void addLink(SpanContext other, SpanLimits limits) {
    if (links.size() >= limits.linkCount) {
      droppedLinks++;
    } else {
      links.add(other.identity());
    }
  }

  long estimateWeight() {
    long bytes = 128 + Span.weigh(errorDescription);
    for (int i = 0; i < events.size(); i++) {
      bytes += events.get(i).estimateWeight();
    }
    for (int i = 0; i < links.size(); i++) {
      bytes += CONTEXT_WEIGHT + links.get(i).estimateCarriedWeight();
    }
    return bytes;
  }
}
