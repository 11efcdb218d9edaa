package io.sidelight.core.weave;

import java.util.ArrayList;
import java.util.List;

/** One method that will be woven. Not thread-safe. */
final class MethodPlan {
  /** Where it begins in the class file. */
  final int at;

  final String name;
  final String descriptor;
  final List<RuleIndex.Bound> bounds = new ArrayList<>(1);
  final List<MethodRule> rules = new ArrayList<>(1);

  MethodPlan(int at, String name, String descriptor) {
    this.at = at;
    this.name = name;
    this.descriptor = descriptor;
  }

  void add(RuleIndex.Bound bound, MethodRule rule) {
    bounds.add(bound);
    rules.add(rule);
  }
}
