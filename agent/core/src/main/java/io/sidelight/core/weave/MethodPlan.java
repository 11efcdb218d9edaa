package io.sidelight.core.weave;

import java.util.ArrayList;
import java.util.List;

/** One method that will be woven. Not thread-safe. */
final class MethodPlan {
  final String name;
  final String descriptor;
  final int maxLocals;
  final List<RuleIndex.Bound> bounds = new ArrayList<>(1);
  final List<MethodRule> rules = new ArrayList<>(1);

  MethodPlan(String name, String descriptor, int maxLocals) {
    this.name = name;
    this.descriptor = descriptor;
    this.maxLocals = maxLocals;
  }

  void add(RuleIndex.Bound bound, MethodRule rule) {
    bounds.add(bound);
    rules.add(rule);
  }
}
