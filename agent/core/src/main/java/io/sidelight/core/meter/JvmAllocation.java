package io.sidelight.core.meter;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.TreeMap;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/**
 * What has been allocated in each pool of the JVM's memory. It is told of collections by a thread
 * of the JVM's.
 */
final class JvmAllocation extends JvmPart implements NotificationListener {
  private final Map<String, Pool> pools = new TreeMap<>();

  private final JvmFamily allocated;

  JvmAllocation(Map<String, String> constants) {
    super(constants);
    allocated =
        counter(
            "jvm_memory_pool_allocated_bytes",
            "Bytes that were allocated, by pool, as of the last garbage collection.",
            "pool");
  }

  /** Counts from now on. */
  void listen() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector instanceof NotificationEmitter) {
        ((NotificationEmitter) collector).addNotificationListener(this, null, null);
      }
    }
  }

  @Override
  synchronized void read() {
    allocated.rows(pools.keySet());
    int row = 0;
    for (Pool pool : pools.values()) {
      allocated.set(row++, pool.allocated);
    }
  }

  @Override
  public void handleNotification(Notification notification, @Nullable Object handback) {
    String type = GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION;
    if (type.equals(notification.getType())) {
      GcInfo collection =
          GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
              .getGcInfo();
      collected(collection.getMemoryUsageBeforeGc(), collection.getMemoryUsageAfterGc());
    }
  }

  /** What is there before a collection and was not after the last, or came in by this one. */
  synchronized void collected(Map<String, MemoryUsage> before, Map<String, MemoryUsage> after) {
    for (Map.Entry<String, MemoryUsage> use : before.entrySet()) {
      MemoryUsage left = after.get(use.getKey());
      if (left == null) {
        continue;
      }
      Pool pool = pools.get(use.getKey());
      if (pool == null) {
        pool = new Pool();
        pools.put(use.getKey(), pool);
      }
      long used = use.getValue().getUsed();
      pool.allocated += Math.max(0, used - pool.used) + Math.max(0, left.getUsed() - used);
      pool.used = left.getUsed();
    }
  }

  private static final class Pool {
    long allocated;

    /** After the last collection. */
    long used;
  }
}
