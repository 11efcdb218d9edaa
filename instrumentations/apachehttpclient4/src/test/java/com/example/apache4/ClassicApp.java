package com.example.apache4;

import com.example.client.Answer;
import com.example.client.ClientApp;
import com.example.client.Request;
import java.io.IOException;
import java.net.URI;
import org.apache.http.HttpHost;
import org.apache.http.HttpResponse;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.message.BasicHttpRequest;
import org.apache.http.util.EntityUtils;

/** Calls with the client that Apache HttpClient 4.3 brought. */
public final class ClassicApp extends ClientApp {
  private final CloseableHttpClient client =
      HttpClients.custom().setMaxConnPerRoute(THREADS).build();

  public static void main(String[] args) throws Exception {
    new ClassicApp().run(args);
  }

  @Override
  protected Answer call(Request request) throws Exception {
    HttpRequestBase made = OldClientApp.request(request);
    made.setConfig(RequestConfig.custom().setSocketTimeout(request.timeoutMillis()).build());
    int headers = made.getAllHeaders().length;
    try (CloseableHttpResponse response = client.execute(made)) {
      boolean same = made.getAllHeaders().length == headers;
      return answer(response, same ? "" : " not my headers");
    }
  }

  private static Answer answer(HttpResponse response, String more) throws IOException {
    String body = response.getEntity() == null ? "" : EntityUtils.toString(response.getEntity());
    return new Answer(response.getStatusLine().getStatusCode(), body + more);
  }

  /**
   * The same request again and again, a handler, a host of its own, and a client without extras.
   */
  @Override
  protected void more(String base) throws Exception {
    HttpGet again = new HttpGet(base + "/ok?s=AGAIN");
    for (int i = 0; i < 3; i++) {
      print("again", () -> client.execute(again, response -> answer(response, "")));
    }
    URI uri = URI.create(base);
    HttpHost host = new HttpHost(uri.getHost(), uri.getPort());
    print(
        "host", () -> answer(client.execute(host, new BasicHttpRequest("GET", "/ok?s=HOST")), ""));
    print(
        "minimal",
        () -> answer(HttpClients.createMinimal().execute(new HttpGet(base + "/ok?s=MINIMAL")), ""));
    HttpGet aborted = new HttpGet(base + "/ok?s=ABORTED");
    aborted.abort();
    print("aborted", () -> answer(client.execute(aborted), ""));
  }
}
