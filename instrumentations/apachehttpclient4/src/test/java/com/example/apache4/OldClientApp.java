package com.example.apache4;

import com.example.client.Answer;
import com.example.client.ClientApp;
import com.example.client.Request;
import java.util.Map;
import org.apache.http.HttpResponse;
import org.apache.http.client.HttpClient;
import org.apache.http.client.methods.HttpDelete;
import org.apache.http.client.methods.HttpEntityEnclosingRequestBase;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpHead;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.client.methods.HttpPut;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.params.CoreConnectionPNames;
import org.apache.http.util.EntityUtils;

/** Calls with the client of Apache HttpClient 4.0, which 4.5 still has. */
@SuppressWarnings("deprecation")
public final class OldClientApp extends ClientApp {
  /** Each has one connection. */
  private final ThreadLocal<HttpClient> clients = ThreadLocal.withInitial(DefaultHttpClient::new);

  public static void main(String[] args) throws Exception {
    new OldClientApp().run(args);
  }

  @Override
  protected Answer call(Request request) throws Exception {
    HttpRequestBase made = request(request);
    made.getParams().setIntParameter(CoreConnectionPNames.SO_TIMEOUT, request.timeoutMillis());
    // It would wait two seconds before it sends a body to a server that does not know of it.
    made.getParams().setBooleanParameter("http.protocol.expect-continue", false);
    int headers = made.getAllHeaders().length;
    HttpResponse response = clients.get().execute(made);
    String body = response.getEntity() == null ? "" : EntityUtils.toString(response.getEntity());
    boolean same = made.getAllHeaders().length == headers;
    return new Answer(
        response.getStatusLine().getStatusCode(), body + (same ? "" : " not my headers"));
  }

  /** As the application makes it, with its own headers. */
  static HttpRequestBase request(Request request) throws Exception {
    HttpRequestBase made = empty(request.method(), request.url());
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      made.addHeader(header.getKey(), header.getValue());
    }
    if (!request.body().isEmpty()) {
      StringEntity entity = new StringEntity(request.body());
      entity.setChunked(request.chunked());
      ((HttpEntityEnclosingRequestBase) made).setEntity(entity);
    }
    return made;
  }

  private static HttpRequestBase empty(String method, String url) {
    return switch (method) {
      case "HEAD" -> new HttpHead(url);
      case "POST" -> new HttpPost(url);
      case "PUT" -> new HttpPut(url);
      case "DELETE" -> new HttpDelete(url);
      default -> new HttpGet(url);
    };
  }
}
