package com.example.apache5;

import com.example.client.Answer;
import com.example.client.ClientApp;
import com.example.client.Request;
import java.io.IOException;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** Calls with the classic client of Apache HttpClient 5. */
public final class ClassicApp extends ClientApp {
  private final CloseableHttpClient client =
      HttpClients.custom()
          .setConnectionManager(
              PoolingHttpClientConnectionManagerBuilder.create()
                  .setMaxConnPerRoute(THREADS)
                  .build())
          .build();

  public static void main(String[] args) throws Exception {
    new ClassicApp().run(args);
  }

  @Override
  protected Answer call(Request request) throws Exception {
    HttpUriRequestBase made = new HttpUriRequestBase(request.method(), URI.create(request.url()));
    request.headers().forEach(made::addHeader);
    made.setConfig(Requests.config(request));
    if (!request.body().isEmpty()) {
      made.setEntity(
          new StringEntity(request.body(), ContentType.TEXT_PLAIN, "utf-8", request.chunked()));
    }
    int headers = made.getHeaders().length;
    Answer answer = client.execute(made, ClassicApp::answer);
    boolean same = made.getHeaders().length == headers;
    return new Answer(answer.status(), answer.body() + (same ? "" : " not my headers"));
  }

  private static Answer answer(ClassicHttpResponse response) throws IOException {
    try {
      String body = response.getEntity() == null ? "" : EntityUtils.toString(response.getEntity());
      return new Answer(response.getCode(), body);
    } catch (ParseException e) {
      throw new IOException(e);
    }
  }

  /** The same request again and again, a host of its own, and a client without extras. */
  @Override
  protected void more(String base) throws Exception {
    HttpGet again = new HttpGet(base + "/ok?s=AGAIN");
    for (int i = 0; i < 3; i++) {
      print("again", () -> client.execute(again, ClassicApp::answer));
    }
    URI uri = URI.create(base);
    HttpHost host = new HttpHost("http", uri.getHost(), uri.getPort());
    print(
        "host",
        () ->
            client.execute(
                host, new BasicClassicHttpRequest("GET", "/ok?s=HOST"), ClassicApp::answer));
    print(
        "minimal",
        () ->
            HttpClients.createMinimal()
                .execute(new HttpGet(base + "/ok?s=MINIMAL"), ClassicApp::answer));
    HttpGet aborted = new HttpGet(base + "/ok?s=ABORTED");
    aborted.cancel();
    print("aborted", () -> client.execute(aborted, ClassicApp::answer));
  }
}
