package io.sidelight.core.trace;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What produces the spans: {@code service.name} and the like, sent once per batch. Immutable. */
public final class Resource {
  final Map<String, String> attributes;

  public Resource(Map<String, String> attributes) {
    this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }
}
