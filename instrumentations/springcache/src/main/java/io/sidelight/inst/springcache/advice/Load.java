package io.sidelight.inst.springcache.advice;

import io.sidelight.core.record.CacheRecorder;
import io.sidelight.core.record.Recorders;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.interceptor.CacheOperationInvoker;

/**
 * One look-up, and in place of what the cache would call if it has nothing: a hit is where it does
 * not. Which thread calls it is the cache's choice.
 */
final class Load implements Callable<Object>, Supplier<Object>, CacheOperationInvoker {
  private static final CacheRecorder CACHES = Recorders.caches();

  private final String cache;
  private volatile boolean called;

  /** One of the three that this is, which nobody calls before it is set. */
  private Object loader = "";

  Load(String cache) {
    this.cache = cache;
  }

  Load by(Object original) {
    this.loader = original;
    return this;
  }

  void ended(@Nullable Throwable thrown) {
    // Without a value and without having asked for one, the cache itself has failed.
    if (called || thrown == null) {
      CACHES.looked(cache, !called);
    }
  }

  @Override
  public Object call() throws Exception {
    called = true;
    return ((Callable<?>) loader).call();
  }

  @Override
  public Object get() {
    called = true;
    return ((Supplier<?>) loader).get();
  }

  @Override
  public Object invoke() {
    called = true;
    return ((CacheOperationInvoker) loader).invoke();
  }
}
