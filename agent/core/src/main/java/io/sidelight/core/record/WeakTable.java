package io.sidelight.core.record;

import com.blogspot.mydailyjava.weaklockfree.WeakConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What an instrumentation remembers about an object of the application's, by identity, for as long
 * as the object lives. The value must not refer to the key. Thread-safe.
 */
public final class WeakTable<K, V> {
  private final WeakConcurrentMap<K, V> map = new WeakConcurrentMap.WithInlinedExpunction<>();

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

  public @Nullable V remove(K key) {
    return map.remove(key);
  }
}
