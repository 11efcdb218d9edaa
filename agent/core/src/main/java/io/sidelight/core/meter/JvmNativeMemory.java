package io.sidelight.core.meter;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Native memory by the JVM's own categories, where it was started with {@code
 * -XX:NativeMemoryTracking}.
 */
final class JvmNativeMemory extends JvmPart {
  /** A line of {@code jcmd VM.native_memory summary scale=KB}. */
  private static final Pattern LINE =
      Pattern.compile(
          "^[-\\s]*([A-Z][A-Za-z ]*?)[:\\s]+\\(?reserved=(\\d+)KB, committed=(\\d+)KB",
          Pattern.MULTILINE);

  private static final double BYTES_PER_KILOBYTE = 1024;

  private final JvmFamily reserved;
  private final JvmFamily committed;

  JvmNativeMemory(Map<String, String> constants) {
    super(constants);
    reserved =
        gauge(
            "jvm_native_memory_reserved_bytes",
            "Native memory that the JVM may come to use, by category.",
            "pool");
    committed =
        gauge(
            "jvm_native_memory_committed_bytes",
            "Native memory that the JVM has in use, by category.",
            "pool");
  }

  /** Whether the JVM keeps account; it cannot begin to later. */
  static boolean isTracked() {
    try {
      HotSpotDiagnosticMXBean hotSpot =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return hotSpot != null
          && !hotSpot.getVMOption("NativeMemoryTracking").getValue().equals("off");
    } catch (IllegalArgumentException | LinkageError e) {
      // Not a HotSpot, or one without the module jdk.management.
      return false;
    }
  }

  @Override
  void read() {
    show(summary());
  }

  /** Takes over what a summary says. */
  void show(String summary) {
    Map<String, double[]> byCategory = new TreeMap<>();
    Matcher line = LINE.matcher(summary);
    while (line.find()) {
      byCategory.put(line.group(1), new double[] {bytes(line.group(2)), bytes(line.group(3))});
    }
    reserved.rows(byCategory.keySet());
    committed.rows(byCategory.keySet());
    int row = 0;
    for (double[] both : byCategory.values()) {
      reserved.set(row, both[0]);
      committed.set(row, both[1]);
      row++;
    }
  }

  private static double bytes(String kilobytes) {
    return BYTES_PER_KILOBYTE * Long.parseLong(kilobytes);
  }

  /** In kilobytes, since Java 8 knows nothing smaller. */
  private static String summary() {
    try {
      return (String)
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "vmNativeMemory",
                  new Object[] {new String[] {"summary", "scale=KB"}},
                  new String[] {String[].class.getName()});
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }
}
