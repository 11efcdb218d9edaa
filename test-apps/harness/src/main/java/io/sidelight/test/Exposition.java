package io.sidelight.test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One answer of {@code /metrics}, in the text format 0.0.4 or OpenMetrics 1.0. Labels are given as
 * name, value, name, value, …, and select all series that have them, whatever other labels they
 * have.
 */
public final class Exposition {

  private final List<Sample> samples;
  private final String text;

  private Exposition(List<Sample> samples, String text) {
    this.samples = samples;
    this.text = text;
  }

  /**
   * Reads all of it.
   *
   * @throws IllegalArgumentException for a line that is neither sample nor comment, and for a
   *     series that is there twice, which Prometheus refuses
   */
  public static Exposition parse(String text) {
    List<Sample> samples = new ArrayList<>();
    Set<List<Object>> seen = new HashSet<>();
    for (String line : text.split("\n", -1)) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Sample sample = new SampleParser(line).parse();
      if (!seen.add(List.of(sample.name(), sample.labels()))) {
        throw new IllegalArgumentException("series given twice: " + line);
      }
      samples.add(sample);
    }
    return new Exposition(List.copyOf(samples), text);
  }

  /** All samples of that name, which includes {@code _total}, {@code _bucket} and the like. */
  public List<Sample> series(String name) {
    return samples.stream().filter(sample -> sample.name().equals(name)).toList();
  }

  public boolean has(String name, String... labels) {
    return !matching(name, labels).isEmpty();
  }

  /**
   * The value of the one series selected.
   *
   * @throws AssertionError when there is none, or more than one; lists the series of that name
   */
  public double value(String name, String... labels) {
    return sample(name, labels).value();
  }

  /** Like {@link #value}, with labels and exemplar. */
  public Sample sample(String name, String... labels) {
    List<Sample> found = matching(name, labels);
    if (found.size() != 1) {
      throw new AssertionError(
          found.size()
              + " series "
              + name
              + Arrays.toString(labels)
              + ", not one, among\n"
              + listed(name));
    }
    return found.get(0);
  }

  /** The sum of all series selected, 0 when there is none. */
  public double sum(String name, String... labels) {
    return matching(name, labels).stream().mapToDouble(Sample::value).sum();
  }

  /** The names of all samples. */
  public Set<String> names() {
    return samples.stream().map(Sample::name).collect(Collectors.toSet());
  }

  /** All values of one label of one name. */
  public Set<String> values(String name, String label) {
    return series(name).stream()
        .map(Sample::labels)
        .filter(labels -> labels.containsKey(label))
        .map((Map<String, String> labels) -> labels.getOrDefault(label, ""))
        .collect(Collectors.toSet());
  }

  /** The text as it was received. */
  public String text() {
    return text;
  }

  private List<Sample> matching(String name, String... labels) {
    return series(name).stream().filter(sample -> sample.matches(labels)).toList();
  }

  private String listed(String name) {
    List<Sample> same = series(name);
    return same.isEmpty()
        ? "no series of that name; there are " + names()
        : same.stream()
            .map(sample -> "  " + sample.labels() + " " + sample.value())
            .collect(Collectors.joining("\n"));
  }

  @Override
  public String toString() {
    return text;
  }
}
