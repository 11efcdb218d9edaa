package com.example.concurrent;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Those that not every JVM or class path has. */
final class LaterMechanisms {
  private LaterMechanisms() {}

  /** If it is there. */
  static void spring(Mechanisms all) {
    try {
      Class<?> type = Class.forName("org.springframework.core.task.SimpleAsyncTaskExecutor");
      Executor executor = (Executor) type.getConstructor().newInstance();
      all.add("spring-simple", 1, query -> executor.execute(query));
    } catch (ClassNotFoundException e) {
      return;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  static void virtual(Mechanisms all) {
    ExecutorService perTask;
    try {
      perTask =
          (ExecutorService)
              Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (NoSuchMethodException e) {
      return;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    all.add(
        "virtual-executor",
        2,
        query -> {
          perTask.execute(query);
          perTask.submit((Runnable) query).get();
        });
    all.add(
        "virtual-start",
        1,
        query -> Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, query));
    all.add(
        "virtual-parked",
        1,
        query ->
            perTask.execute(
                () -> {
                  for (int i = 0; i < 20; i++) {
                    Thread.yield();
                    sleep();
                  }
                  query.run();
                }));
    all.add(
        "virtual-pinned",
        1,
        query ->
            perTask.execute(
                () -> {
                  synchronized (query) {
                    sleep();
                    query.run();
                  }
                }));
    all.add(
        "virtual-many",
        300,
        query -> {
          for (int i = 0; i < 300; i++) {
            perTask.execute(
                () -> {
                  sleep();
                  query.run();
                });
          }
        });
  }

  private static void sleep() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
