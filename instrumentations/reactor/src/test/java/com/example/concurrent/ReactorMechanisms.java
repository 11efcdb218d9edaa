package com.example.concurrent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Ways of Reactor, many of them by way of a thread that has nothing to do with any request. */
public final class ReactorMechanisms implements MoreMechanisms {

  /** Like the event loop of a driver: emits what was asked for, one thing after the other. */
  private static final class Loop {
    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    Loop() {
      Thread thread =
          new Thread(
              () -> {
                while (true) {
                  try {
                    tasks.take().run();
                  } catch (InterruptedException e) {
                    return;
                  }
                }
              },
              "loop");
      thread.setDaemon(true);
      thread.start();
    }

    Mono<Integer> one() {
      return Mono.create(sink -> tasks.add(() -> sink.success(1)));
    }

    Flux<Integer> some(int count) {
      return Flux.create(
          sink -> {
            for (int i = 0; i < count; i++) {
              int next = i;
              tasks.add(() -> sink.next(next));
            }
            tasks.add(sink::complete);
          });
    }
  }

  private final Loop loop = new Loop();

  @Override
  public void addTo(Mechanisms all) {
    all.add(
        "mono-subscribe-on",
        1,
        query -> Mono.fromCallable(query).subscribeOn(Schedulers.boundedElastic()).block());
    all.add(
        "mono-publish-on",
        1,
        query -> Mono.just(1).publishOn(Schedulers.parallel()).map(x -> query.get()).block());
    all.add(
        "mono-delay",
        1,
        query -> Mono.delay(Duration.ofMillis(1)).map(x -> query.get()).subscribe());
    all.add(
        "mono-future", 1, query -> Mono.fromFuture(CompletableFuture.supplyAsync(query)).block());
    all.add(
        "loop-then-elastic",
        1,
        query ->
            loop.one()
                .flatMap(x -> Mono.fromCallable(query).subscribeOn(Schedulers.boundedElastic()))
                .block());
    all.add(
        "loop-then-defer",
        1,
        query -> loop.one().flatMap(x -> Mono.defer(() -> Mono.just(query.get()))).subscribe());
    all.add(
        "loop-then-supplier",
        1,
        query -> loop.one().then(Mono.fromSupplier(query).map(x -> x + 1)).toFuture().get());
    all.add(
        "loop-then-publish-on",
        1,
        query -> loop.one().publishOn(Schedulers.parallel()).map(x -> query.get()).block());
    all.add(
        "loop-then-loop",
        1,
        query ->
            loop.one()
                .flatMap(x -> loop.one())
                .flatMap(x -> Mono.fromRunnable(query).hide())
                .block());
    all.add(
        "loop-then-future",
        1,
        query ->
            loop.one()
                .flatMap(
                    x -> Mono.defer(() -> Mono.fromFuture(CompletableFuture.supplyAsync(query))))
                .block());
    all.add(
        "zip",
        2,
        query ->
            Mono.zip(
                    loop.one().flatMap(x -> Mono.defer(() -> Mono.just(query.get()))),
                    Mono.fromCallable(query).subscribeOn(Schedulers.parallel()))
                .block());
    all.add(
        "flux-flat-map",
        50,
        query ->
            loop.some(50)
                .flatMap(x -> Mono.fromCallable(query).subscribeOn(Schedulers.boundedElastic()), 4)
                .blockLast());
    all.add(
        "flux-concat-map",
        5,
        query ->
            loop.some(5)
                .concatMap(x -> Flux.defer(() -> Flux.just(query.get())))
                .then()
                .toFuture()
                .get());
    all.add(
        "flux-publish-on",
        50,
        query ->
            loop.some(50).publishOn(Schedulers.parallel()).doOnNext(x -> query.run()).blockLast());
    all.add(
        "flux-publish-on-filtered",
        25,
        query ->
            loop.some(50)
                .publishOn(Schedulers.parallel())
                .filter(x -> x % 2 == 0)
                .doOnNext(x -> query.run())
                .blockLast());
    all.add(
        "retry",
        1,
        query ->
            loop.one()
                .flatMap(
                    x ->
                        Mono.defer(
                            () -> {
                              query.run();
                              return Mono.error(new IllegalStateException());
                            }))
                .onErrorResume(e -> Mono.empty())
                .block());
    all.add(
        "parallel-flux",
        20,
        query ->
            Flux.range(0, 20)
                .parallel(4)
                .runOn(Schedulers.parallel())
                .doOnNext(x -> query.run())
                .sequential()
                .blockLast());
  }
}
