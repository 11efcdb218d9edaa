package io.sidelight.inst.springcache;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.MethodRule.method;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import java.util.Collections;
import java.util.List;

/** Spring's cache abstraction, where its interceptors look something up. */
public final class SpringCacheInstrumentation implements Instrumentation {
  private static final String KEY = "(Lorg/springframework/cache/Cache;Ljava/lang/Object;)";

  @Override
  public String name() {
    return "springcache";
  }

  @Override
  public List<ClassRule> rules() {
    return Collections.singletonList(
        ClassRule.named("org.springframework.cache.interceptor.AbstractCacheInvoker")
            .weave(
                method(
                        "doGet",
                        KEY + "Lorg/springframework/cache/Cache$ValueWrapper;",
                        "CacheAdvice")
                    .enter("enter", arg(0))
                    .exit("found"),
                method(
                        "doRetrieve",
                        KEY + "Ljava/util/concurrent/CompletableFuture;",
                        "CacheAdvice")
                    .enter("enter", arg(0))
                    .exit("promised")));
  }
}
