package io.sidelight.inst.apachehttpclient5.advice;

import io.sidelight.core.record.HttpClientRecorder;
import io.sidelight.core.record.Recorders;
import java.io.IOException;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;
import org.jspecify.annotations.Nullable;

/** The client's own callback, which is told when the head of the last answer has come. */
final class Answering implements AsyncExecCallback {
  private static final HttpClientRecorder CLIENT = Recorders.httpClient();

  private final ApacheCall call;
  private final AsyncExecCallback client;

  Answering(ApacheCall call, AsyncExecCallback client) {
    this.call = call;
    this.client = client;
  }

  @Override
  public AsyncDataConsumer handleResponse(HttpResponse response, @Nullable EntityDetails entity)
      throws HttpException, IOException {
    try {
      CLIENT.answered(call, response.getCode(), ApacheCall.text(response.getVersion()));
    } catch (Throwable e) {
      Recorders.errors().swallowed("apachehttpclient5", e);
    }
    return client.handleResponse(response, entity);
  }

  @Override
  public void handleInformationResponse(HttpResponse response) throws HttpException, IOException {
    client.handleInformationResponse(response);
  }

  @Override
  public void completed() {
    client.completed();
  }

  @Override
  public void failed(Exception cause) {
    client.failed(cause);
  }
}
