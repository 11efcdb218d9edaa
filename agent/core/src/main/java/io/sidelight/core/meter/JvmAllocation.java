package io.sidelight.core.meter;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
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
 * What has been allocated in each pool of the JVM's memory, under the name that client_java has for
 * it. Its own collector looks for exemplars, whatever the settings say, and has a thread for that.
 * Thread-safe.
 */
public final class JvmAllocation implements NotificationListener {
  private final Map<String, Pool> pools = new TreeMap<>();

  /**
   * Counts and serves the series from now on.
   *
   * @param constant labels of all of them
   */
  public void register(
      PrometheusProperties properties, PrometheusRegistry registry, Labels constant) {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector instanceof NotificationEmitter) {
        ((NotificationEmitter) collector).addNotificationListener(this, null, null);
      }
    }
    CounterWithCallback.builder(properties)
        .name("jvm_memory_pool_allocated_bytes_total")
        .help("Bytes allocated in a memory pool of a JVM, as of its last garbage collection")
        .labelNames("pool")
        .constLabels(constant)
        .callback(this::tell)
        .register(registry);
  }

  private synchronized void tell(CounterWithCallback.Callback callback) {
    for (Map.Entry<String, Pool> pool : pools.entrySet()) {
      callback.call(pool.getValue().allocated, pool.getKey());
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
