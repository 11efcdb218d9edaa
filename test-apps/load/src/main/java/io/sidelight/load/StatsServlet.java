package io.sidelight.load;

import com.sun.management.ThreadMXBean;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/**
 * What the JVM has used, as JSON: bytes allocated by all threads that live now, threads, classes
 * loaded, bytes of metaspace and code cache, and with {@code ?gc} the heap after a full collection.
 */
public final class StatsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    long heap = 0;
    if (request.getQueryString() != null) {
      // What was reachable only by soft or weak references may need more than one.
      for (int i = 0; i < 3; i++) {
        System.gc();
      }
      heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = 0;
    for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
      allocated += Math.max(bytes, 0);
    }
    response.setContentType("application/json");
    response
        .getWriter()
        .printf(
            "{\"allocated\": %d, \"threads\": %d, \"classes\": %d, \"metaspace\": %d,"
                + " \"code\": %d, \"heap\": %d}%n",
            allocated,
            threads.getThreadCount(),
            ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount(),
            nonHeap("Metaspace"),
            nonHeap("Code"),
            heap);
  }

  private static long nonHeap(String part) {
    long used = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.NON_HEAP && pool.getName().contains(part)) {
        used += pool.getUsage().getUsed();
      }
    }
    return used;
  }
}
