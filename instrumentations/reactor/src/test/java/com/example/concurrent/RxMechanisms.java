package com.example.concurrent;

import io.reactivex.Observable;
import io.reactivex.Single;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.util.concurrent.TimeUnit;

/** Ways of RxJava 2 and 3. */
public final class RxMechanisms implements MoreMechanisms {
  @Override
  public void addTo(Mechanisms all) {
    all.add(
        "rx2-subscribe-on",
        1,
        query ->
            Single.fromCallable(query)
                .subscribeOn(io.reactivex.schedulers.Schedulers.io())
                .toCompletable()
                .blockingAwait());
    all.add(
        "rx2-observe-on",
        11,
        query ->
            Observable.range(0, 10)
                .observeOn(io.reactivex.schedulers.Schedulers.computation())
                .map(x -> query.get())
                .observeOn(io.reactivex.schedulers.Schedulers.newThread())
                .lastOrError()
                .map(x -> query.get())
                .toCompletable()
                .blockingAwait());
    all.add(
        "rx2-timer",
        1,
        query -> Observable.timer(1, TimeUnit.MILLISECONDS).subscribe(x -> query.run()));
    all.add(
        "rx3-subscribe-on",
        1,
        query -> Completable.fromAction(query::run).subscribeOn(Schedulers.io()).blockingAwait());
    all.add(
        "rx3-flat-map",
        20,
        query ->
            Flowable.range(0, 20)
                .flatMap(x -> Flowable.fromCallable(query).subscribeOn(Schedulers.computation()))
                .ignoreElements()
                .blockingAwait());
    all.add(
        "rx3-observe-on",
        10,
        query ->
            Flowable.range(0, 10)
                .observeOn(Schedulers.single())
                .map(x -> query.get())
                .ignoreElements()
                .blockingAwait());
    all.add(
        "rx3-delay",
        1,
        query ->
            io.reactivex.rxjava3.core.Single.just(1)
                .delay(1, TimeUnit.MILLISECONDS)
                .map(x -> query.get())
                .ignoreElement()
                .blockingAwait());
  }
}
