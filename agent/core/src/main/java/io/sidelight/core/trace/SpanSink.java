package io.sidelight.core.trace;

/** Where recorded spans go when they have ended. */
public interface SpanSink {
  /**
   * Takes over a span that nobody will change any more. Called once per span, on the thread that
   * ended it, by many threads at once: must not block and must not throw.
   */
  void accept(Span ended);
}
