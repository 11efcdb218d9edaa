package io.sidelight.core.meter;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The JVM's memory, its pools and buffers. */
final class JvmMemory extends JvmPart {
  private static final int HEAP = 0;
  private static final int OTHER = 1;

  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final List<MemoryPoolMXBean> pools;
  private final List<BufferPoolMXBean> buffers;
  private final JvmFamily pendingFinalization;
  private final JvmUsage areas;
  private final JvmUsage now;
  private final JvmUsage collected;
  private final JvmFamily bufferBytes;
  private final JvmFamily bufferCapacity;
  private final JvmFamily bufferCount;

  JvmMemory(Map<String, String> constants) {
    super(constants);
    Map<String, MemoryPoolMXBean> poolByName = new TreeMap<>();
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      poolByName.put(pool.getName(), pool);
    }
    pools = new ArrayList<>(poolByName.values());
    Map<String, BufferPoolMXBean> bufferByName = new TreeMap<>();
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      bufferByName.put(pool.getName(), pool);
    }
    buffers = new ArrayList<>(bufferByName.values());
    pendingFinalization =
        gauge("jvm_memory_objects_pending_finalization", "Objects that wait for their finalizer.");
    areas = new JvmUsage(this, "jvm_memory", "by area", "area", Arrays.asList("heap", "nonheap"));
    now = new JvmUsage(this, "jvm_memory_pool", "by pool", "pool", poolByName.keySet());
    collected =
        new JvmUsage(
            this,
            "jvm_memory_pool_collection",
            "by pool, after its last garbage collection",
            "pool",
            poolByName.keySet());
    bufferBytes = gauge("jvm_buffer_pool_used_bytes", "Memory of buffers, by pool.", "pool");
    bufferBytes.rows(bufferByName.keySet());
    bufferCapacity =
        gauge("jvm_buffer_pool_capacity_bytes", "Capacity of buffers, by pool.", "pool");
    bufferCapacity.rows(bufferByName.keySet());
    bufferCount = gauge("jvm_buffer_pool_used_buffers", "Buffers, by pool.", "pool");
    bufferCount.rows(bufferByName.keySet());
  }

  @Override
  void read() {
    pendingFinalization.set(memory.getObjectPendingFinalizationCount());
    areas.set(HEAP, memory.getHeapMemoryUsage());
    areas.set(OTHER, memory.getNonHeapMemoryUsage());
    for (int i = 0; i < pools.size(); i++) {
      now.set(i, pools.get(i).getUsage());
      collected.set(i, pools.get(i).getCollectionUsage());
    }
    for (int i = 0; i < buffers.size(); i++) {
      bufferBytes.set(i, buffers.get(i).getMemoryUsed());
      bufferCapacity.set(i, buffers.get(i).getTotalCapacity());
      bufferCount.set(i, buffers.get(i).getCount());
    }
  }
}
