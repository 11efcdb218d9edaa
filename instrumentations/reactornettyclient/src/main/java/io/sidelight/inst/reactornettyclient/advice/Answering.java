package io.sidelight.inst.reactornettyclient.advice;

import io.netty.handler.codec.http.HttpVersion;
import io.sidelight.core.record.ContextRecorder;
import io.sidelight.core.record.HttpClientCall;
import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.Recorders;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClientResponse;
import reactor.util.context.Context;

/**
 * Stands before the subscriber of an answer: is told when its head has come, why it does not come,
 * and that nobody wants it any more. The subscriber is told in the context of the subscription.
 * With Reactor's own context the call goes to where its requests are sent.
 */
final class Answering implements CoreSubscriber<Connection>, Subscription {
  private static final HttpClientRecorder CLIENT = Recorders.httpClient();
  private static final ContextRecorder CONTEXTS = Recorders.context();

  /** Null if the call is that of a client built on this one. */
  private final @Nullable ReactorCall call;

  private final @Nullable Object context;
  private final CoreSubscriber<? super Connection> subscriber;
  private final Context carrying;
  private @Nullable Subscription upstream;

  Answering(
      HttpClientCall call,
      @Nullable Object context,
      CoreSubscriber<? super Connection> subscriber) {
    this.call = call instanceof ReactorCall ? (ReactorCall) call : null;
    this.context = context;
    this.subscriber = subscriber;
    this.carrying = subscriber.currentContext().put(HttpClientCall.class, call);
  }

  @Override
  public Context currentContext() {
    return carrying;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    upstream = subscription;
    subscriber.onSubscribe(this);
  }

  @Override
  public void onNext(Connection connection) {
    try {
      if (call != null && connection instanceof HttpClientResponse) {
        HttpClientResponse response = (HttpClientResponse) connection;
        // Streams of HTTP/2 are channels in a channel, and say 1.1.
        boolean stream = connection.channel().parent() != null;
        String version = stream ? "2" : text(response.version());
        CLIENT.end(call, response.status().code(), version, null);
      }
    } catch (Throwable e) {
      Recorders.errors().swallowed("reactornettyclient", e);
    }
    Object before = CONTEXTS.attach(context);
    try {
      subscriber.onNext(connection);
    } finally {
      CONTEXTS.detach(before);
    }
  }

  private static String text(HttpVersion version) {
    return version.minorVersion() == 0 ? "1.0" : "1.1";
  }

  @Override
  public void onError(Throwable thrown) {
    try {
      if (call != null) {
        CLIENT.end(call, thrown);
      }
    } catch (Throwable e) {
      Recorders.errors().swallowed("reactornettyclient", e);
    }
    Object before = CONTEXTS.attach(context);
    try {
      subscriber.onError(thrown);
    } finally {
      CONTEXTS.detach(before);
    }
  }

  @Override
  public void onComplete() {
    subscriber.onComplete();
  }

  @Override
  public void request(long n) {
    if (upstream != null) {
      upstream.request(n);
    }
  }

  @Override
  public void cancel() {
    try {
      if (call != null) {
        CLIENT.cancel(call);
      }
    } catch (Throwable e) {
      Recorders.errors().swallowed("reactornettyclient", e);
    }
    if (upstream != null) {
      upstream.cancel();
    }
  }
}
