package io.sidelight.inst.jdkhttpclient.advice;

import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.Recorders;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;

/** The application's handler, which is asked what to do with the body when the head has come. */
final class Answering<T> implements BodyHandler<T> {
  private static final HttpClientRecorder CLIENT = Recorders.httpClient();

  private final JdkCall call;
  private final BodyHandler<T> handler;

  Answering(JdkCall call, BodyHandler<T> handler) {
    this.call = call;
    this.handler = handler;
  }

  @Override
  public BodySubscriber<T> apply(ResponseInfo head) {
    try {
      String version = head.version() == HttpClient.Version.HTTP_2 ? "2" : "1.1";
      CLIENT.answered(call, head.statusCode(), version);
    } catch (Throwable e) {
      Recorders.errors().swallowed("jdkhttpclient", e);
    }
    return handler.apply(head);
  }
}
