package io.sidelight.inst.springcache;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.MethodRule.method;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import java.util.Arrays;
import java.util.List;

/** Spring's cache abstraction, where its interceptors look something up. */
public final class SpringCacheInstrumentation implements Instrumentation {
  private static final String KEY = "(Lorg/springframework/cache/Cache;Ljava/lang/Object;";
  private static final String FUTURE = "Ljava/util/concurrent/CompletableFuture;";

  @Override
  public String name() {
    return "springcache";
  }

  @Override
  public List<ClassRule> rules() {
    return Arrays.asList(
        ClassRule.named("org.springframework.cache.interceptor.AbstractCacheInvoker")
            .weave(
                method(
                        "doGet",
                        KEY + ")Lorg/springframework/cache/Cache$ValueWrapper;",
                        "CacheAdvice")
                    .enter("enter", arg(0))
                    .exit("found"),
                method("doRetrieve", KEY + ")" + FUTURE, "CacheAdvice")
                    .enter("enter", arg(0))
                    .exit("promised"),
                // As the two, with sync = true, from 6.2 on.
                method(
                        "doGet",
                        KEY + "Ljava/util/concurrent/Callable;)Ljava/lang/Object;",
                        "LoadAdvice")
                    .enter("enter", arg(0))
                    .replace(2, "loading")
                    .exit("loaded"),
                method("doRetrieve", KEY + "Ljava/util/function/Supplier;)" + FUTURE, "LoadAdvice")
                    .enter("enter", arg(0))
                    .replace(2, "loading")
                    .exit("promised")),
        // Up to 6.0.
        ClassRule.named("org.springframework.cache.interceptor.CacheAspectSupport")
            .weave(
                method(
                        "handleSynchronizedGet",
                        "(Lorg/springframework/cache/interceptor/CacheOperationInvoker;Ljava/lang/Object;"
                            + "Lorg/springframework/cache/Cache;)Ljava/lang/Object;",
                        "LoadAdvice")
                    .enter("enter", arg(2))
                    .replace(0, "loading")
                    .exit("loaded")));
  }
}
