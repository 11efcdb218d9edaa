package io.sidelight.core.record;

import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of short-lived objects of the application's: by themselves, if their class is
 * a {@link SidelightHolder}, else in a {@link WeakTable}. The first that remembers something of an
 * object has its place; what others remember of it is in their tables. The value must not refer to
 * the object.
 *
 * <p>Thread-safe, as far as the objects are: what one thread remembers of an object, another sees
 * that is handed the object safely.
 */
final class HeldState<V> {
  /** In the place of what was removed. */
  private static final Object FORGOTTEN = new Object();

  private final Class<V> type;

  /** Where the boot ring is not, nobody weaves, and its class must not be named. */
  private final boolean hasHolders = hasHolders();

  private final WeakTable<Object, V> others = new WeakTable<>();

  /**
   * @param type of what is remembered
   */
  HeldState(Class<V> type) {
    this.type = type;
  }

  private static boolean hasHolders() {
    try {
      Class.forName("java.lang.SidelightHolder", false, null);
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /**
   * A proxy has all interfaces of what it stands for. It would pass our question to code of the
   * application's that does not expect it.
   */
  private boolean isHolder(Object object) {
    return hasHolders && object instanceof SidelightHolder && !(object instanceof Proxy);
  }

  @Nullable V get(Object object) {
    if (!isHolder(object)) {
      return others.get(object);
    }
    Object state = ((SidelightHolder) object).sidelight$state();
    if (type.isInstance(state)) {
      return type.cast(state);
    }
    return state == null ? null : others.get(object);
  }

  void put(Object object, V value) {
    if (isHolder(object)) {
      SidelightHolder holder = (SidelightHolder) object;
      Object state = holder.sidelight$state();
      if (state == null || state == FORGOTTEN || type.isInstance(state)) {
        holder.sidelight$state(value);
        return;
      }
    }
    others.put(object, value);
  }

  /** Forgets it. */
  void remove(Object object) {
    if (isHolder(object)) {
      SidelightHolder holder = (SidelightHolder) object;
      if (type.isInstance(holder.sidelight$state())) {
        // Not null: somebody else may remember something of it beside.
        holder.sidelight$state(FORGOTTEN);
      }
    }
    others.remove(object);
  }

  /**
   * What is remembered is not needed any more. The object itself goes on remembering it: it costs
   * nothing there, and its place stays taken.
   */
  void release(Object object) {
    if (!isHolder(object)) {
      others.remove(object);
    }
  }
}
