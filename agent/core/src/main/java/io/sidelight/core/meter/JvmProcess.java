package io.sidelight.core.meter;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The process, with the names that Prometheus' client libraries agree on. */
final class JvmProcess extends JvmPart {
  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final double MILLIS_PER_SECOND = TimeUnit.SECONDS.toMillis(1);
  private static final double BYTES_PER_KILOBYTE = 1024;
  private static final File STATUS = new File("/proc/self/status");
  private static final Pattern VIRTUAL = line("VmSize");
  private static final Pattern RESIDENT = line("VmRSS");

  /** More than the kernel ever has to say. */
  private static final int STATUS_ROOM = 1 << 14;

  private final double startSeconds =
      ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS_PER_SECOND;
  private final Object system = ManagementFactory.getOperatingSystemMXBean();
  private final @Nullable Method cpuNanos = method("getProcessCpuTime");
  private final @Nullable Method openFiles = method("getOpenFileDescriptorCount");
  private final @Nullable Method maxFiles = method("getMaxFileDescriptorCount");
  private final boolean hasStatus = STATUS.canRead();

  private final JvmFamily cpu;
  private final JvmFamily start;
  private final JvmFamily open;
  private final JvmFamily max;
  private final JvmFamily virtual;
  private final JvmFamily resident;

  JvmProcess(Map<String, String> constants) {
    super(constants);
    cpu = counter("process_cpu_seconds", "CPU time of the process, its own and the kernel's.");
    start = gauge("process_start_time_seconds", "When the JVM started, in seconds since 1970.");
    open = gauge("process_open_fds", "File descriptors in use.");
    max = gauge("process_max_fds", "File descriptors that the process may have.");
    virtual = gauge("process_virtual_memory_bytes", "Virtual memory of the process.");
    resident = gauge("process_resident_memory_bytes", "Memory of the process that is in RAM.");
  }

  @Override
  void read() {
    start.set(startSeconds);
    cpu.set(call(cpuNanos) / NANOS_PER_SECOND);
    open.set(call(openFiles));
    max.set(call(maxFiles));
    if (hasStatus) {
      String status = status();
      virtual.set(kilobytes(status, VIRTUAL) * BYTES_PER_KILOBYTE);
      resident.set(kilobytes(status, RESIDENT) * BYTES_PER_KILOBYTE);
    }
  }

  /**
   * By reflection, since the interface that has it is the vendor's: HotSpot's and OpenJ9's is in
   * {@code com.sun.management}, that of IBM's old Java in {@code com.ibm.lang.management}. The
   * bean's class itself is nobody's to call.
   */
  private @Nullable Method method(String name) {
    for (Class<?> type = system.getClass(); type != null; type = type.getSuperclass()) {
      for (Class<?> known : type.getInterfaces()) {
        try {
          return known.getMethod(name);
        } catch (NoSuchMethodException e) {
          // Another one may have it, or none: then it is not shown.
        }
      }
    }
    return null;
  }

  private double call(@Nullable Method method) {
    try {
      Object value = method == null ? null : method.invoke(system);
      double number = value instanceof Number ? ((Number) value).doubleValue() : -1;
      // Negative: this platform does not tell.
      return number < 0 ? Double.NaN : number;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return Double.NaN;
    }
  }

  private static String status() {
    byte[] room = new byte[STATUS_ROOM];
    // The kernel makes the text when it is read, and gives all of it at once.
    try (InputStream in = new FileInputStream(STATUS)) {
      int length = in.read(room);
      return length < 0 ? "" : new String(room, 0, length, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return "";
    }
  }

  /** A line of what the kernel says; see proc_pid_status(5). */
  static Pattern line(String name) {
    return Pattern.compile("^" + name + ":\\s+(\\d+)", Pattern.MULTILINE);
  }

  /** The number in a line. */
  static double kilobytes(String status, Pattern line) {
    Matcher found = line.matcher(status);
    return found.find() ? Long.parseLong(found.group(1)) : Double.NaN;
  }
}
