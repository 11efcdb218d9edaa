package io.sidelight.core.record;

import io.sidelight.core.trace.TraceBudget;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** How many traces may begin in a second, for each place of its own. Thread-safe. */
final class TraceBudgets {
  /** Places beyond share one budget. */
  private static final int MOST = 1000;

  private final int tracesPerSecond;
  private final ConcurrentMap<String, TraceBudget> budgets = new ConcurrentHashMap<>();
  private final TraceBudget others;

  /**
   * @param tracesPerSecond for each place; 0 for no limit
   */
  TraceBudgets(int tracesPerSecond) {
    this.tracesPerSecond = tracesPerSecond;
    this.others = new TraceBudget(tracesPerSecond);
  }

  /** For the traces of one place, such as a route. */
  TraceBudget of(String place) {
    TraceBudget known = budgets.get(place);
    if (known != null || budgets.size() >= MOST) {
      return known == null ? others : known;
    }
    TraceBudget budget = new TraceBudget(tracesPerSecond);
    TraceBudget first = budgets.putIfAbsent(place, budget);
    return first == null ? budget : first;
  }
}
