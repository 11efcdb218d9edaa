package io.sidelight.core.trace;

import java.util.Map;
import java.util.TreeMap;

/** Headers of a message, by names without case. */
final class Headers implements Propagation.Getter, Propagation.Setter {
  private final Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  static Headers of(String... namesAndValues) {
    Headers headers = new Headers();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.header(namesAndValues[i], namesAndValues[i + 1]);
    }
    return headers;
  }

  @Override
  public String header(String name) {
    return all.get(name);
  }

  @Override
  public void header(String name, String value) {
    all.put(name, value);
  }

  @Override
  public String toString() {
    return all.toString();
  }
}
