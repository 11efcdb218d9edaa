package io.sidelight.inst.concurrent;

import static io.sidelight.core.weave.Argument.arg;
import static io.sidelight.core.weave.Argument.field;
import static io.sidelight.core.weave.Argument.self;
import static io.sidelight.core.weave.ClassRule.named;
import static io.sidelight.core.weave.MethodRule.method;
import static io.sidelight.core.weave.MethodRule.overloads;

import io.sidelight.core.weave.ClassRule;
import io.sidelight.core.weave.Instrumentation;
import io.sidelight.core.weave.MethodRule;
import java.util.ArrayList;
import java.util.List;

/** Contexts that follow tasks to other threads; see README.md for why it hooks where it hooks. */
public final class ConcurrentInstrumentation implements Instrumentation {
  private static final String RUNNABLE = "(Ljava/lang/Runnable;)";

  @Override
  public String name() {
    return "concurrent";
  }

  @Override
  public List<ClassRule> rules() {
    List<ClassRule> rules = new ArrayList<>();
    addThreadPools(rules);
    addForkJoin(rules);
    rules.add(CompletableFutureRules.futures());
    rules.add(
        named("java.util.concurrent.CompletableFuture$DelayedExecutor")
            .weave(method("execute", RUNNABLE + "V", "Wrapping").replace(0, "runnable")));
    addThreads(rules);
    return rules;
  }

  private static void addThreadPools(List<ClassRule> rules) {
    rules.add(
        named("java.util.concurrent.ThreadPoolExecutor")
            .weave(
                method("execute", RUNNABLE + "V", "PoolAdvice").enter("hand", arg(0)),
                method("reject", RUNNABLE + "V", "PoolAdvice").enter("recall", arg(0)),
                method("remove", RUNNABLE + "Z", "PoolAdvice").enter("recall", arg(0)),
                method("getTask", "()Ljava/lang/Runnable;", "PoolAdvice")
                    .enter("idle")
                    .exit("next")));
    rules.add(
        named("java.util.concurrent.ThreadPoolExecutor$Worker")
            .weave(
                method("run", "()V", "PoolAdvice")
                    .enter("first", field("firstTask", "Ljava/lang/Runnable;"))
                    .exit("last")));
    rules.add(
        named("java.util.concurrent.ScheduledThreadPoolExecutor")
            .weave(
                method(
                        "delayedExecute",
                        "(Ljava/util/concurrent/RunnableScheduledFuture;)V",
                        "PoolAdvice")
                    .enter("handDelayed", arg(0))));
    // The timer's own thread takes the first task out, or moves it if it is to run again.
    rules.add(
        named("java.util.Timer")
            .weave(
                method("sched", "(Ljava/util/TimerTask;JJ)V", "TimerAdvice")
                    .enter("hand", arg(0), arg(2))));
    rules.add(
        named("java.util.TaskQueue")
            .weave(
                method("removeMin", "()V", "TimerAdvice")
                    .enter("next", field("queue", "[Ljava/util/TimerTask;")),
                method("rescheduleMin", "(J)V", "TimerAdvice").enter("idle"),
                method("isEmpty", "()Z", "TimerAdvice").enter("idle")));
  }

  private static void addForkJoin(List<ClassRule> rules) {
    String task = "(Ljava/util/concurrent/ForkJoinTask;)";
    String returned = "Ljava/util/concurrent/ForkJoinTask;";
    String callable = "(Ljava/util/concurrent/Callable;";
    rules.add(
        named("java.util.concurrent.ForkJoinPool")
            .weave(
                method("execute", RUNNABLE + "V", "ForkJoinAdvice").replace(0, "runnable"),
                method("submit", RUNNABLE + returned, "ForkJoinAdvice").replace(0, "runnable"),
                method(
                        "submit",
                        "(Ljava/lang/Runnable;Ljava/lang/Object;)" + returned,
                        "ForkJoinAdvice")
                    .replace(0, "runnable"),
                method("submit", callable + ")" + returned, "Wrapping").replace(0, "callable"),
                overloads("invokeAll", "Wrapping").replace(0, "callables"),
                overloads("invokeAny", "Wrapping").replace(0, "callables"),
                overloads("invokeAllUninterruptibly", "Wrapping").replace(0, "callables"),
                method(
                        "schedule",
                        "(Ljava/lang/Runnable;JLjava/util/concurrent/TimeUnit;)"
                            + "Ljava/util/concurrent/ScheduledFuture;",
                        "Wrapping")
                    .replace(0, "runnable"),
                method(
                        "schedule",
                        callable
                            + "JLjava/util/concurrent/TimeUnit;)"
                            + "Ljava/util/concurrent/ScheduledFuture;",
                        "Wrapping")
                    .replace(0, "callable"),
                overloads("submitWithTimeout", "Wrapping").replace(0, "callable"),
                method("execute", task + "V", "ForkJoinAdvice").enter("hand", arg(0)),
                method("submit", task + returned, "ForkJoinAdvice").enter("hand", arg(0)),
                method("invoke", task + "Ljava/lang/Object;", "ForkJoinAdvice")
                    .enter("invoke", arg(0))
                    .exit("invoked")));
    rules.add(
        named("java.util.concurrent.ForkJoinTask")
            .weave(
                method("invoke", "()Ljava/lang/Object;", "ForkJoinAdvice")
                    .enter("call", self())
                    .exit("called"),
                overloads("invokeAll", "ForkJoinAdvice").enter("callFirst", arg(0)),
                overloads("doExec", "ForkJoinAdvice").enter("begin", self()).exit("end")));
  }

  private static void addThreads(List<ClassRule> rules) {
    rules.add(
        named("java.lang.ThreadBuilders")
            .weave(
                method(
                        "newVirtualThread",
                        "(Ljava/util/concurrent/Executor;Ljava/lang/String;ILjava/lang/Runnable;)"
                            + "Ljava/lang/Thread;",
                        "Wrapping")
                    .replace(3, "runnable")));
    MethodRule newThread =
        method("newThread", RUNNABLE + "Ljava/lang/Thread;", "Wrapping").replace(0, "runnable");
    rules.add(named("java.util.concurrent.ThreadPerTaskExecutor").weave(newThread));
    rules.add(
        named("org.springframework.core.task.SimpleAsyncTaskExecutor")
            .weave(method("doExecute", RUNNABLE + "V", "Wrapping").replace(0, "runnable")));
  }
}
