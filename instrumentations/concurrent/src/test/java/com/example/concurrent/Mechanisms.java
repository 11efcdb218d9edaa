package com.example.concurrent;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Every way of running something on another thread, by name, with how often it queries. */
final class Mechanisms {
  private static final ThreadFactory DAEMONS =
      task -> {
        Thread thread = new Thread(task, "mechanism");
        thread.setDaemon(true);
        return thread;
      };

  private final Map<String, Mechanism> all = new LinkedHashMap<>();
  private final Map<String, Integer> times = new LinkedHashMap<>();

  private final ExecutorService single = Executors.newFixedThreadPool(1, DAEMONS);
  private final ExecutorService cached = Executors.newCachedThreadPool(DAEMONS);
  private final ScheduledExecutorService scheduled = Executors.newScheduledThreadPool(2, DAEMONS);
  private final ForkJoinPool forkJoin = new ForkJoinPool(2);
  private final Timer timer = new Timer("mechanism", true);

  Mechanisms() {
    pools();
    futures();
    forkJoin();
    LaterMechanisms.virtual(this);
    LaterMechanisms.spring(this);
    ServiceLoader.load(MoreMechanisms.class).forEach(more -> more.addTo(this));
  }

  Map<String, Integer> times() {
    return times;
  }

  Query query(String name, String table) {
    return new Query(table, times.get(name));
  }

  /** Returns once all queries have run. */
  void run(String name, String table) throws Exception {
    Query query = query(name, table);
    all.get(name).run(query);
    query.await();
  }

  void add(String name, int queries, Mechanism mechanism) {
    all.put(name, mechanism);
    times.put(name, queries);
  }

  private void pools() {
    add("execute", 1, single::execute);
    add(
        "submit",
        2,
        query -> {
          single.submit((Runnable) query);
          single.submit(query, "result").get();
        });
    add("call", 1, query -> single.submit((Callable<Integer>) query).get());
    add("all", 2, query -> cached.invokeAll(Arrays.asList(query, query)));
    add("any", 1, query -> cached.invokeAny(Collections.singletonList(query)));
    add("future-task", 1, query -> cached.execute(new FutureTask<>(query)));
    add("completion", 1, query -> new ExecutorCompletionService<Integer>(cached).submit(query));
    add("nested", 1, query -> single.execute(() -> cached.execute(query)));
    add("stealing", 1, query -> Executors.newWorkStealingPool(1).submit((Runnable) query).get());
    add("wrapper", 1, query -> Executors.newSingleThreadExecutor(DAEMONS).execute(query));
    add(
        "caller-runs",
        2,
        query -> {
          ThreadPoolExecutor refusing =
              new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), DAEMONS);
          refusing.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
          LinkedBlockingQueue<Boolean> gate = new LinkedBlockingQueue<>();
          refusing.execute(
              () -> {
                take(gate);
                query.run();
              });
          refusing.execute(query);
          gate.add(true);
          refusing.shutdown();
        });
    add(
        "schedule",
        2,
        query -> {
          scheduled.schedule((Runnable) query, 1, TimeUnit.MILLISECONDS);
          scheduled.schedule((Callable<Integer>) query, 0, TimeUnit.NANOSECONDS);
        });
    add("scheduled-execute", 1, query -> scheduled.execute(query));
    add("timer", 1, query -> timer.schedule(task(query), 1));
  }

  static TimerTask task(Runnable run) {
    return new TimerTask() {
      @Override
      public void run() {
        run.run();
      }
    };
  }

  private void futures() {
    add("supply", 1, query -> CompletableFuture.supplyAsync(query));
    add("supply-pool", 1, query -> CompletableFuture.supplyAsync(query, single));
    add("run-async", 1, query -> CompletableFuture.runAsync(query));
    add(
        "stages",
        11,
        query -> {
          CompletableFuture<Integer> first = new CompletableFuture<>();
          CompletableFuture<Integer> second = new CompletableFuture<>();
          first
              .thenApply(x -> query.get())
              .thenApplyAsync(x -> query.get())
              .thenCompose(x -> CompletableFuture.supplyAsync(query, cached))
              .whenComplete((x, e) -> query.run())
              .handle((x, e) -> query.get());
          first.thenAccept(x -> query.run());
          first.thenRun(query);
          first.thenCombine(second, (x, y) -> query.get());
          first.runAfterBothAsync(second, query, single);
          first.applyToEither(second, x -> query.get());
          CompletableFuture<Integer> failed = new CompletableFuture<>();
          failed.exceptionally(e -> query.get());
          complete(first, second, failed);
        });
    add(
        "all-of",
        1,
        query -> {
          CompletableFuture<Integer> first = new CompletableFuture<>();
          CompletableFuture.allOf(first, CompletableFuture.completedFuture(1)).thenRun(query);
          complete(first, first, new CompletableFuture<>());
        });
  }

  /** On a thread that has nothing to do with any request. */
  private static void complete(
      CompletableFuture<Integer> first,
      CompletableFuture<Integer> second,
      CompletableFuture<Integer> failed)
      throws InterruptedException {
    Thread other =
        new Thread(
            () -> {
              second.complete(1);
              first.complete(1);
              failed.completeExceptionally(new IllegalStateException());
            });
    other.start();
    other.join();
  }

  private void forkJoin() {
    add("fork-execute", 1, query -> forkJoin.execute((Runnable) query));
    add(
        "fork-submit",
        3,
        query -> {
          forkJoin.submit((Runnable) query);
          forkJoin.submit(query, "result").get();
          forkJoin.submit((Callable<Integer>) query).get();
        });
    add("fork-all", 2, query -> forkJoin.invokeAll(Arrays.asList(query, query)));
    add("fork-any", 1, query -> forkJoin.invokeAny(Collections.singletonList(query)));
    add(
        "fork-task",
        3,
        query -> {
          forkJoin.submit(ForkJoinTask.adapt((Callable<Integer>) query)).get();
          forkJoin.execute(ForkJoinTask.adapt((Runnable) query));
          forkJoin.invoke(action(query));
        });
    add("fork-here", 1, query -> action(query).invoke());
    add("stream", 64, query -> IntStream.range(0, 64).parallel().forEach(x -> query.run()));
    add(
        "stream-inside",
        64,
        query ->
            forkJoin
                .submit(() -> IntStream.range(0, 64).parallel().forEach(x -> query.run()))
                .get());
  }

  private static RecursiveAction action(Query query) {
    return new RecursiveAction() {
      private static final long serialVersionUID = 1;

      @Override
      protected void compute() {
        query.run();
      }
    };
  }

  private static void take(LinkedBlockingQueue<Boolean> gate) {
    try {
      gate.take();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
