package io.sidelight.core.meter;

import java.lang.management.ClassLoadingMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Which Java this is, its classes, their compilation, and its garbage collectors. */
final class JvmRuntime extends JvmPart {
  private static final double MILLIS_PER_SECOND = TimeUnit.SECONDS.toMillis(1);

  private final ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
  private final JvmFamily loaded;
  private final JvmFamily everLoaded;
  private final JvmFamily unloaded;

  /** Null in a JVM that only interprets. */
  private final @Nullable CompilationMXBean compiler;

  private final JvmFamily compilation;
  private final JvmCollections collections;

  JvmRuntime(Map<String, String> constants) {
    super(constants);
    loaded = gauge("jvm_classes_currently_loaded", "Classes that are loaded.");
    everLoaded = counter("jvm_classes_loaded", "Classes that have been loaded.");
    unloaded = counter("jvm_classes_unloaded", "Classes that have been unloaded.");
    CompilationMXBean bean = ManagementFactory.getCompilationMXBean();
    compiler = bean != null && bean.isCompilationTimeMonitoringSupported() ? bean : null;
    compilation =
        counter("jvm_compilation_time_seconds", "Time in which the JVM has compiled methods.");
    collections = also(new JvmCollections(this));
    Map<String, String> labels = new TreeMap<>(constants);
    labels.put("version", property("java.runtime.version"));
    labels.put("vendor", property("java.vm.vendor"));
    labels.put("runtime", property("java.runtime.name"));
    also(new InfoFamily("jvm_runtime", "Which Java this is.")).labels(labels);
  }

  private static String property(String name) {
    return LabelValues.clean(System.getProperty(name, "unknown"));
  }

  @Override
  void read() {
    collections.read();
    loaded.set(classes.getLoadedClassCount());
    everLoaded.set(classes.getTotalLoadedClassCount());
    unloaded.set(classes.getUnloadedClassCount());
    CompilationMXBean known = compiler;
    if (known != null) {
      compilation.set(known.getTotalCompilationTime() / MILLIS_PER_SECOND);
    }
  }
}
