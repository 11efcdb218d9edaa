package com.example.jdkclient;

import com.example.client.Answer;
import com.example.client.ClientApp;
import com.example.client.Request;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Calls with java.net.http, waiting or not. */
public final class JdkClientApp extends ClientApp {
  private final HttpClient client;
  private final boolean async;

  private JdkClientApp(boolean async, HttpClient.Version version) {
    this.async = async;
    this.client =
        HttpClient.newBuilder()
            .version(version)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
  }

  public static void main(String[] args) throws Exception {
    new JdkClientApp(args[3].equals("async"), HttpClient.Version.valueOf(args[4])).run(args);
  }

  @Override
  protected Answer call(Request request) throws Exception {
    HttpRequest made = request(request);
    HttpResponse<String> response;
    if (async) {
      try {
        response = client.sendAsync(made, BodyHandlers.ofString()).get(30, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
      }
    } else {
      response = client.send(made, BodyHandlers.ofString());
    }
    return new Answer(response.statusCode(), response.body() + made.headers().map());
  }

  private static HttpRequest request(Request request) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(request.url()))
            .timeout(Duration.ofMillis(request.timeoutMillis()))
            .method(request.method(), body(request));
    request.headers().forEach(builder::header);
    return builder.build();
  }

  private static BodyPublisher body(Request request) {
    if (request.body().isEmpty()) {
      return BodyPublishers.noBody();
    }
    BodyPublisher publisher = BodyPublishers.ofString(request.body(), StandardCharsets.UTF_8);
    return request.chunked() ? BodyPublishers.fromPublisher(publisher) : publisher;
  }

  @Override
  protected void cancel(Request request) {
    CompletableFuture<?> future = client.sendAsync(request(request), BodyHandlers.ofString());
    System.out.println("cancelled " + future.cancel(true));
  }
}
