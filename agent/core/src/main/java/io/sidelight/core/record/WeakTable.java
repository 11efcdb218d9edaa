package io.sidelight.core.record;

import com.blogspot.mydailyjava.weaklockfree.WeakConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What an instrumentation remembers about an object of the application's, by identity, for as long
 * as the object lives. The value must not refer to the key. Thread-safe.
 */
public final class WeakTable<K, V> {
  private final Map<K, V> map = new Map<>();

  /**
   * Keys to look up with are used again, one for each thread: the library itself does so only where
   * it can tell that its class loader stays.
   */
  private static final class Map<K, V> extends WeakConcurrentMap<K, V> {
    Map() {
      super(false, true);
    }

    @Override
    public V put(K key, V value) {
      expungeStaleEntries();
      return super.put(key, value);
    }

    @Override
    public V putIfProbablyAbsent(K key, V value) {
      expungeStaleEntries();
      return super.putIfProbablyAbsent(key, value);
    }
  }

  public @Nullable V get(K key) {
    return map.getIfPresent(key);
  }

  /**
   * Remembers a value.
   *
   * @return the one before, or null
   */
  public @Nullable V put(K key, V value) {
    return map.put(key, value);
  }

  /**
   * Remembers a value unless there is one.
   *
   * @return the one that is there already, or null
   */
  public @Nullable V putIfAbsent(K key, V value) {
    // "Probably" is about keys that are collected meanwhile; the caller holds this one.
    return map.putIfProbablyAbsent(key, value);
  }

  public @Nullable V remove(K key) {
    return map.remove(key);
  }
}
