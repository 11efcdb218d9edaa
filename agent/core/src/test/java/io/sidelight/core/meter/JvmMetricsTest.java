package io.sidelight.core.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JVM's metrics beside those of client_java, whose names they have. */
class JvmMetricsTest {
  private static final String ALLOCATED = "jvm_memory_pool_allocated_bytes_total";

  private final List<Throwable> failures = new ArrayList<>();
  private final Page page = Page.named(Naming.CLASSIC);
  private final PrometheusRegistry theirs = new PrometheusRegistry();

  private void show(Map<String, String> labels) {
    page.meters.exposition().show(new JvmMetrics(labels, failures::add));
  }

  private String ours(boolean openMetrics) {
    ExpositionBuffer written = new ExpositionBuffer(openMetrics, 0);
    page.meters
        .exposition()
        .write(written, name -> name.startsWith("jvm_") || name.startsWith("process_"));
    return written.toString(StandardCharsets.UTF_8);
  }

  private String theirs(boolean openMetrics) throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    ExpositionFormatWriter writer =
        openMetrics ? OpenMetricsTextFormatWriter.create() : PrometheusTextFormatWriter.create();
    writer.write(written, theirs.scrape());
    return written.toString(StandardCharsets.UTF_8);
  }

  /** All but the helps and the values. */
  private static Set<String> form(String page) {
    Set<String> form = new TreeSet<>();
    for (String line : page.lines().toList()) {
      if (!line.startsWith("# HELP ")) {
        form.add(line.startsWith("#") ? line : line.substring(0, line.lastIndexOf(' ')));
      }
    }
    return form;
  }

  private static Map<String, Double> values(String page, String name) {
    Map<String, Double> values = new TreeMap<>();
    for (String line : page.lines().toList()) {
      if (line.startsWith(name)) {
        values.put(line.substring(0, line.lastIndexOf(' ')), Page.value(line));
      }
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Timeout(60)
  void hasTheNamesTypesAndLabelsOfClientJava(boolean openMetrics) throws IOException {
    io.prometheus.metrics.instrumentation.jvm.JvmMetrics.builder(
            PrometheusProperties.builder().build())
        .constLabels(Labels.of("app", "shop"))
        .register(theirs);
    Map<String, String> labels = new HashMap<>();
    labels.put("app", "shop");
    labels.put("pool", "a label of theirs");
    show(labels);
    System.gc();
    Set<String> expected = new TreeSet<>();
    while (expected.stream().noneMatch(line -> line.startsWith(ALLOCATED + '{'))
        || !ours(openMetrics).contains(ALLOCATED + '{')) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      expected = form(theirs(openMetrics));
    }
    expected.removeIf(line -> line.contains("state=\"UNKNOWN\""));
    if (openMetrics) {
      // The only one for which they do not say it.
      expected.add("# UNIT jvm_memory_pool_allocated_bytes bytes");
    }
    // Theirs leaves out pools that nothing was allocated in.
    Set<String> found = form(ours(openMetrics));
    assertTrue(found.containsAll(values(theirs(openMetrics), ALLOCATED).keySet()));
    expected.removeIf(line -> line.startsWith(ALLOCATED));
    found.removeIf(line -> line.startsWith(ALLOCATED));
    assertEquals(expected, found);
    assertEquals(List.of(), failures);
  }

  /** Those that do not change while nothing else happens. */
  @Test
  void hasTheValuesOfClientJava() throws IOException {
    io.prometheus.metrics.instrumentation.jvm.JvmMetrics.builder().register(theirs);
    show(Map.of());
    String expected = theirs(false);
    String found = ours(false);
    for (String name :
        List.of(
            "jvm_memory_max_bytes",
            "jvm_memory_init_bytes",
            "jvm_memory_pool_max_bytes",
            "jvm_memory_pool_init_bytes",
            "jvm_memory_pool_collection_max_bytes",
            "jvm_runtime_info",
            "process_max_fds",
            "process_start_time_seconds")) {
      assertTrue(!values(found, name).isEmpty(), name);
      assertEquals(values(expected, name), values(found, name));
    }
    // Those that only grow: theirs before, ours, theirs after.
    String after = theirs(false);
    for (String name :
        List.of(
            "jvm_gc_collection_seconds_count",
            "jvm_gc_collection_seconds_sum",
            "jvm_classes_loaded_total",
            "jvm_classes_unloaded_total",
            "jvm_compilation_time_seconds_total",
            "jvm_threads_started_total",
            "jvm_threads_peak",
            "process_cpu_seconds_total")) {
      assertEquals(values(expected, name).keySet(), values(found, name).keySet());
      values(found, name)
          .forEach(
              (series, value) -> {
                assertTrue(values(expected, name).get(series) <= value, series);
                assertTrue(value <= values(after, name).get(series), series);
              });
    }
    double resident = values(found, "process_resident_memory_bytes").values().iterator().next();
    double theirsResident =
        values(after, "process_resident_memory_bytes").values().iterator().next();
    assertEquals(1, resident / theirsResident, 0.5);
  }

  /** Both hear of the same collections. */
  @Test
  @Timeout(60)
  void tellsOfAllocationWhatClientJavaTells() throws IOException {
    io.prometheus.metrics.instrumentation.jvm.JvmMemoryPoolAllocationMetrics.builder()
        .register(theirs);
    show(Map.of());
    System.gc();
    while (true) {
      Map<String, Double> expected = values(theirs(false), ALLOCATED);
      Map<String, Double> found = values(ours(false), ALLOCATED);
      found.values().removeIf(value -> value == 0);
      if (!expected.isEmpty() && expected.equals(found)) {
        break;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  @Test
  void showsTheOtherPartsWhenOneFails() {
    JvmPart failing =
        new JvmPart(Map.of()) {
          final JvmFamily family = gauge("jvm_failing", "Fails the second time.");
          boolean failed;

          @Override
          void read() {
            if (failed) {
              throw new IllegalStateException("no longer there");
            }
            failed = true;
            family.set(1);
          }
        };
    failing.failures(failures::add);
    assertEquals(List.of("jvm_failing 1.0"), Page.samples(failing.families()));
    assertEquals(List.of("jvm_failing 1.0"), Page.samples(failing.families()));
    failing.expire();
    assertEquals(List.of(), Page.samples(failing.families()));
    assertEquals("no longer there", failures.get(0).getMessage());
  }

  @Test
  void readsTheKernelsWordOfTheProcess() {
    String status = "Name:\tjava\nVmPeak:\t 900 kB\nVmSize:\t  8993472 kB\nVmRSS:\t12 kB\n";
    assertEquals(8993472, JvmProcess.kilobytes(status, JvmProcess.line("VmSize")));
    assertEquals(12, JvmProcess.kilobytes(status, JvmProcess.line("VmRSS")));
    assertEquals(Double.NaN, JvmProcess.kilobytes(status, JvmProcess.line("VmSwap")));
    assertEquals(Double.NaN, JvmProcess.kilobytes("", JvmProcess.line("VmRSS")));
    assertEquals(Double.NaN, JvmProcess.kilobytes("VmRSS:", JvmProcess.line("VmRSS")));
  }

  /** Lines that Java 8 and 25 wrote. */
  @Test
  void readsTheAccountOfNativeMemory() {
    JvmNativeMemory memory = new JvmNativeMemory(Map.of("app", "shop"));
    memory.refresh();
    memory.show(
        """

        Native Memory Tracking:

        Total: reserved=7731534KB, committed=630054KB
               malloc: 36402KB #99327, peak=36431KB #99234
        -                 Java Heap (reserved=6172672KB, committed=387072KB)
                                    (mmap: reserved=6172672KB, committed=387072KB)
        -                     Class (reserved=1060025KB, committed=10041KB)
                                    (classes #1108)
                                    (  Metadata:   )
                                    (    reserved=65536KB, committed=17728KB)
        -    Native Memory Tracking (reserved=1KB, committed=0KB)
        """);
    String reserved = "jvm_native_memory_reserved_bytes{app=\"shop\",pool=";
    String committed = "jvm_native_memory_committed_bytes{app=\"shop\",pool=";
    assertEquals(
        List.of(
            reserved + "\"Class\"} 1085465600.0",
            reserved + "\"Java Heap\"} 6320816128.0",
            reserved + "\"Native Memory Tracking\"} 1024.0",
            reserved + "\"Total\"} 7917090816.0",
            committed + "\"Class\"} 10281984.0",
            committed + "\"Java Heap\"} 396361728.0",
            committed + "\"Native Memory Tracking\"} 0.0",
            committed + "\"Total\"} 645175296.0"),
        Page.samples(memory.families()));
  }
}
