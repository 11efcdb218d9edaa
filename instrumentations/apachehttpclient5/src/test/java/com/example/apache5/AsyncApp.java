package com.example.apache5;

import com.example.client.Answer;
import com.example.client.ClientApp;
import com.example.client.Request;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestProducer;
import org.apache.hc.client5.http.async.methods.SimpleResponseConsumer;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;

/** Calls with the asynchronous client of Apache HttpClient 5. */
public final class AsyncApp extends ClientApp {
  private final CloseableHttpAsyncClient client;

  private AsyncApp(boolean http2) {
    client =
        http2
            ? HttpAsyncClients.createHttp2Default()
            : HttpAsyncClients.custom()
                .setConnectionManager(
                    PoolingAsyncClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(THREADS)
                        .build())
                .build();
  }

  public static void main(String[] args) throws Exception {
    AsyncApp app = new AsyncApp(args.length > 3);
    app.client.start();
    app.run(args);
  }

  @Override
  protected Answer call(Request request) throws Exception {
    SimpleHttpRequest made = request(request);
    int headers = made.getHeaders().length;
    SimpleHttpResponse response;
    try {
      response = send(made).get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
    }
    boolean same = made.getHeaders().length == headers;
    String body = response.getBodyText() == null ? "" : response.getBodyText();
    return new Answer(response.getCode(), body + (same ? "" : " not my headers"));
  }

  private static SimpleHttpRequest request(Request request) {
    SimpleHttpRequest made = new SimpleHttpRequest(request.method(), URI.create(request.url()));
    request.headers().forEach(made::addHeader);
    made.setConfig(Requests.config(request));
    if (!request.body().isEmpty()) {
      made.setBody(request.body(), ContentType.TEXT_PLAIN);
    }
    return made;
  }

  private Future<SimpleHttpResponse> send(SimpleHttpRequest request) {
    return client.execute(
        SimpleRequestProducer.create(request), SimpleResponseConsumer.create(), null);
  }

  @Override
  protected void cancel(Request request) {
    System.out.println("cancel " + send(request(request)).cancel(true));
  }
}
