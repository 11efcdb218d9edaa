package com.example.concurrent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** What an application may rely on of pools and futures, in words. */
final class Behaviour {
  private final StringBuilder text = new StringBuilder();

  private Behaviour() {}

  /** The same text in every JVM that keeps to the contract. */
  static String describe() throws Exception {
    Behaviour behaviour = new Behaviour();
    behaviour.queue();
    behaviour.priorities();
    behaviour.overrides();
    behaviour.rejection();
    behaviour.scheduled();
    behaviour.exceptions();
    behaviour.forkJoin();
    return behaviour.text.toString();
  }

  private void say(Object what) {
    text.append(what).append('\n');
  }

  /** A task with a name and a rank. */
  private static final class Named implements Runnable, Comparable<Named> {
    final String name;
    final List<String> log;

    Named(String name, List<String> log) {
      this.name = name;
      this.log = log;
    }

    @Override
    public void run() {
      log.add(name);
    }

    @Override
    public int compareTo(Named other) {
      return name.compareTo(other.name);
    }

    @Override
    public String toString() {
      return "named " + name;
    }
  }

  private static void block(ThreadPoolExecutor pool, CountDownLatch gate) {
    pool.execute(
        () -> {
          try {
            gate.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private void end(ExecutorService pool) throws InterruptedException {
    pool.shutdown();
    say("ended " + pool.awaitTermination(30, TimeUnit.SECONDS));
  }

  private void queue() throws Exception {
    List<String> log = Collections.synchronizedList(new ArrayList<>());
    ThreadPoolExecutor pool = (ThreadPoolExecutor) Executors.newFixedThreadPool(1);
    CountDownLatch gate = new CountDownLatch(1);
    block(pool, gate);
    Named first = new Named("first", log);
    Named second = new Named("second", log);
    pool.execute(first);
    pool.execute(second);
    pool.execute(second);
    Future<?> cancelled = pool.submit(first);
    say("queue " + (pool.getQueue().peek() == first) + pool.getQueue().contains(second));
    say("removed " + pool.remove(first) + pool.remove(first));
    say("cancelled " + cancelled.cancel(true) + cancelled.isCancelled());
    pool.purge();
    say("left " + pool.getQueue());
    gate.countDown();
    end(pool);
    say(log);
    ThreadPoolExecutor other = (ThreadPoolExecutor) Executors.newFixedThreadPool(1);
    CountDownLatch never = new CountDownLatch(1);
    block(other, never);
    other.execute(second);
    say("never run " + other.shutdownNow());
    end(other);
  }

  private void priorities() throws Exception {
    List<String> log = Collections.synchronizedList(new ArrayList<>());
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MINUTES,
            new PriorityBlockingQueue<>(9, (a, b) -> ((Named) b).compareTo((Named) a)));
    CountDownLatch gate = new CountDownLatch(1);
    block(pool, gate);
    for (String name : new String[] {"1", "3", "2"}) {
      pool.execute(new Named(name, log));
    }
    gate.countDown();
    end(pool);
    say(log);
  }

  private void overrides() throws Exception {
    List<String> log = Collections.synchronizedList(new ArrayList<>());
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(9)) {
          @Override
          protected void beforeExecute(Thread thread, Runnable task) {
            log.add("before " + ((Named) task).name);
          }

          @Override
          protected void afterExecute(Runnable task, Throwable thrown) {
            log.add("after " + ((Named) task).name + thrown);
          }
        };
    pool.execute(new Named("one", log));
    pool.execute(new Named("other", log));
    end(pool);
    say(log);
  }

  private void rejection() throws Exception {
    List<String> log = Collections.synchronizedList(new ArrayList<>());
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(1));
    CountDownLatch gate = new CountDownLatch(1);
    block(pool, gate);
    pool.execute(new Named("kept", log));
    try {
      pool.execute(new Named("refused", log));
    } catch (RejectedExecutionException e) {
      say(e.getMessage().replaceAll("\\[.*|@[0-9a-f]+", ""));
    }
    pool.setRejectedExecutionHandler((task, by) -> log.add("handler " + ((Named) task).name));
    pool.execute(new Named("handled", log));
    pool.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
    pool.execute(new Named("caller", log));
    pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardOldestPolicy());
    pool.execute(new Named("newest", log));
    gate.countDown();
    end(pool);
    say(log);
  }

  private void scheduled() throws Exception {
    ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
    pool.setRemoveOnCancelPolicy(true);
    CountDownLatch three = new CountDownLatch(3);
    ScheduledFuture<?> often =
        pool.scheduleAtFixedRate(three::countDown, 0, 1, TimeUnit.MILLISECONDS);
    ScheduledFuture<?> late = pool.schedule(() -> "late", 1, TimeUnit.HOURS);
    three.await();
    say("cancelled " + often.cancel(false) + late.cancel(false) + pool.getQueue());
    say(pool.schedule(() -> "soon", 1, TimeUnit.MILLISECONDS).get());
    end(pool);
  }

  private void exceptions() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    Callable<String> failing =
        () -> {
          throw new IllegalStateException("failed");
        };
    try {
      pool.submit(failing).get();
    } catch (ExecutionException e) {
      say(e);
    }
    try {
      pool.invokeAny(Collections.singletonList(failing));
    } catch (ExecutionException e) {
      say(e);
    }
    try {
      pool.execute(null);
    } catch (NullPointerException e) {
      say("null");
    }
    CompletableFuture<String> future =
        CompletableFuture.supplyAsync(
            () -> {
              throw new IllegalArgumentException("failed");
            },
            pool);
    try {
      future.thenApply(x -> x + x).join();
    } catch (CompletionException e) {
      say(e);
    }
    try {
      future.thenApply(null);
    } catch (NullPointerException e) {
      say("null");
    }
    say(
        future
            .exceptionally(e -> e.toString())
            .thenCompose(CompletableFuture::completedFuture)
            .get());
    try {
      new CompletableFuture<String>().get(1, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      say("too late");
    }
    end(pool);
  }

  private void forkJoin() throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    List<String> log = Collections.synchronizedList(new ArrayList<>());
    Named task = new Named("forked", log);
    say(pool.submit(task, "result").get());
    ForkJoinTask<?> adapted = ForkJoinTask.adapt(task);
    say(pool.submit(adapted) == adapted);
    adapted.get();
    try {
      pool.submit(
              () -> {
                throw new java.io.IOException("checked");
              })
          .get();
    } catch (ExecutionException e) {
      say(e.getCause().getClass());
    }
    try {
      pool.invokeAll(Collections.singletonList((Callable<String>) null));
    } catch (NullPointerException e) {
      say("null");
    }
    AtomicInteger sum = new AtomicInteger();
    pool.submit(() -> java.util.stream.IntStream.range(0, 100).parallel().forEach(sum::addAndGet))
        .get();
    say(sum);
    end(pool);
    say(log);
  }
}
