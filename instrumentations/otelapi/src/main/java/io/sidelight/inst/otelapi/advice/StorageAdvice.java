package io.sidelight.inst.otelapi.advice;

import io.opentelemetry.context.ContextStorage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The storage of contexts is about to be put together, once, and asks who wants to wrap it. The
 * agent is the last who does, so that it stands around what the application has.
 */
public final class StorageAdvice {
  private static final AtomicBoolean WRAPPED = new AtomicBoolean();

  private StorageAdvice() {}

  /** Adds the agent's to the wrappers that are going to be returned. */
  public static void wrap() {
    if (Bridge.SPANS.isEnabled() && WRAPPED.compareAndSet(false, true)) {
      ContextStorage.addWrapper(new AgentStorage.Wrapper());
    }
  }
}
