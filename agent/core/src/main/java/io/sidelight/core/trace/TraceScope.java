package io.sidelight.core.trace;

/**
 * What everything that belongs to one request of this process has in common. Whoever begins a trace
 * here may give it one; all contexts below have the same, on whatever thread.
 */
public abstract class TraceScope extends Shared {
  @Override
  final TraceScope scope() {
    return this;
  }
}
