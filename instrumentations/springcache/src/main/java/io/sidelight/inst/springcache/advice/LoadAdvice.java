package io.sidelight.inst.springcache.advice;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;

/** On looking something up in a cache that itself gets what it has not. */
public final class LoadAdvice {
  private LoadAdvice() {}

  public static Object enter(Object cache) {
    return new Load(((Cache) cache).getName());
  }

  /** What gets it, with an ear on it. */
  public static @Nullable Object loading(@Nullable Object token, @Nullable Object loader) {
    return token == null || loader == null ? loader : ((Load) token).by(loader);
  }

  public static void loaded(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null) {
      ((Load) token).ended(thrown);
    }
  }

  /**
   * @param returned a future
   */
  public static void promised(
      @Nullable Object token, @Nullable Object returned, @Nullable Throwable thrown) {
    if (token != null && returned != null) {
      Load load = (Load) token;
      ((CompletableFuture<?>) returned).whenComplete((value, failure) -> load.ended(failure));
    } else {
      loaded(token, returned, thrown);
    }
  }
}
