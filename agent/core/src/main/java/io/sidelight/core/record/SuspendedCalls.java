package io.sidelight.core.record;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The calls that wait, by the container's object of their request. Thread-safe. */
final class SuspendedCalls {
  /** The container's request holds the call; this map must not hold it, too. */
  private final WeakTable<Object, WeakReference<HttpServerCall>> calls = new WeakTable<>();

  /** Spares ordinary requests the look-up. */
  private final AtomicInteger count = new AtomicInteger();

  void put(Object request, HttpServerCall call) {
    if (calls.put(request, new WeakReference<>(call)) == null) {
      count.incrementAndGet();
    }
  }

  @Nullable HttpServerCall get(Object request) {
    if (count.get() == 0) {
      return null;
    }
    WeakReference<HttpServerCall> call = calls.get(request);
    return call == null ? null : call.get();
  }

  /** Under all that the call is known by. */
  void end(HttpServerCall call) {
    HttpServerDetails details = call.ifDetails();
    if (details != null && details.suspendedAs != null) {
      remove(details.suspendedAs);
    }
    Object knownBy = call.knownBy();
    if (knownBy != null) {
      remove(knownBy);
    }
  }

  void remove(Object request) {
    if (calls.remove(request) != null) {
      count.decrementAndGet();
    }
  }
}
