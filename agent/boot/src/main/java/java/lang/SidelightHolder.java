package java.lang;

/**
 * An object that has a place for what the agent remembers of it. Woven into classes of the
 * application's as they are loaded, as far as an instrumentation wants that; it stands in {@code
 * java.lang} for the same reason as {@link SidelightDispatcher}.
 *
 * <p>The place is an ordinary field: whoever hands the object to another thread hands over its
 * content as well.
 */
public interface SidelightHolder {
  /** What was remembered last, or null. */
  Object sidelight$state();

  /** Remembers something instead of what was remembered before. */
  void sidelight$state(Object state);
}
