package com.example.apache4;

import com.example.client.Answer;
import com.example.client.ClientApp;
import com.example.client.Request;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.concurrent.FutureCallback;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.HttpAsyncClients;
import org.apache.http.util.EntityUtils;

/** Calls with Apache HttpAsyncClient 4. */
public final class AsyncApp extends ClientApp {
  private final CloseableHttpAsyncClient client =
      HttpAsyncClients.custom().setMaxConnPerRoute(THREADS).build();

  public static void main(String[] args) throws Exception {
    AsyncApp app = new AsyncApp();
    app.client.start();
    app.run(args);
  }

  @Override
  protected Answer call(Request request) throws Exception {
    HttpRequestBase made = request(request);
    int headers = made.getAllHeaders().length;
    HttpResponse response;
    try {
      response = client.execute(made, null).get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
    }
    String body = response.getEntity() == null ? "" : EntityUtils.toString(response.getEntity());
    boolean same = made.getAllHeaders().length == headers;
    return new Answer(
        response.getStatusLine().getStatusCode(), body + (same ? "" : " not my headers"));
  }

  private static HttpRequestBase request(Request request) throws Exception {
    HttpRequestBase made = OldClientApp.request(request);
    made.setConfig(RequestConfig.custom().setSocketTimeout(request.timeoutMillis()).build());
    return made;
  }

  @Override
  protected void cancel(Request request) throws Exception {
    Future<HttpResponse> future =
        client.execute(
            request(request),
            new FutureCallback<HttpResponse>() {
              @Override
              public void completed(HttpResponse response) {
                System.out.println("completed");
              }

              @Override
              public void failed(Exception thrown) {
                System.out.println("failed " + thrown);
              }

              @Override
              public void cancelled() {
                System.out.println("cancelled");
              }
            });
    System.out.println("cancel " + future.cancel(true));
  }
}
