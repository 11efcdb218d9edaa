package io.sidelight.inst.springcache.advice;

import io.sidelight.core.record.CacheRecorder;
import io.sidelight.core.record.Recorders;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/** On looking something up in a cache of Spring's. */
public final class CacheAdvice {
  private static final CacheRecorder CACHES = Recorders.caches();

  private CacheAdvice() {}

  public static Object enter(Object cache) {
    return cache;
  }

  /**
   * @param returned null if there is nothing
   */
  public static void found(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null && thrown == null) {
      CACHES.looked(((Cache) token).getName(), returned != null);
    }
  }

  /**
   * @param returned null if there is nothing, which may also turn out later
   */
  public static void promised(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null && thrown == null) {
      String cache = ((Cache) token).getName();
      if (returned == null) {
        CACHES.looked(cache, false);
      } else {
        ((CompletableFuture<?>) returned).whenComplete(new Later(cache));
      }
    }
  }

  private static final class Later implements BiConsumer<Object, Throwable> {
    private final String cache;

    Later(String cache) {
      this.cache = cache;
    }

    @Override
    public void accept(@Nullable Object value, @Nullable Throwable thrown) {
      if (thrown == null) {
        CACHES.looked(cache, value != null);
      }
    }
  }
}
