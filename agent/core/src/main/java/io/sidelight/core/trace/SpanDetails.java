package io.sidelight.core.trace;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What few spans have: status, events, links, and what did not fit. Kept apart so that the others
 * do not pay for it.
 */
final class SpanDetails {
  /** The span's own name, instead of its template's if it has one. */
  @Nullable String name;

  @Nullable SpanTemplate template;

  /** The application's word, which nothing overrules. */
  boolean ok;

  boolean error;
  @Nullable String errorDescription;
  final List<SpanEvent> events = new ArrayList<>(1);
  final List<SpanLink> links = new ArrayList<>(1);
  int droppedAttributes;
  int droppedEvents;
  int droppedLinks;

  SpanDetails(@Nullable String name, @Nullable SpanTemplate template) {
    this.name = name;
    this.template = template;
  }

  void setOk() {
    ok = true;
    error = false;
    errorDescription = null;
  }

  void setError(@Nullable String description) {
    if (ok) {
      return;
    }
    error = true;
    if (description != null) {
      errorDescription = description;
    }
  }

  /** Whether there is room for one more; if not, it counts as dropped. */
  boolean takesEvent(SpanLimits limits) {
    if (events.size() >= limits.eventCount) {
      droppedEvents++;
      return false;
    }
    return true;
  }

  void add(SpanLink link, SpanLimits limits) {
    if (links.size() >= limits.linkCount) {
      droppedLinks++;
    } else {
      links.add(link);
    }
  }

  long estimateWeight() {
    long bytes = 128 + AttributeValues.weigh(errorDescription);
    for (int i = 0; i < events.size(); i++) {
      bytes += events.get(i).estimateWeight();
    }
    for (int i = 0; i < links.size(); i++) {
      bytes += links.get(i).estimateWeight();
    }
    return bytes;
  }
}
