package com.example.okhttp;

import com.example.client.Answer;
import com.example.client.ClientApp;
import com.example.client.Request;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;

/** What the applications that call with OkHttp have in common. */
abstract class OkApp extends ClientApp {
  static final MediaType TEXT = MediaType.parse("text/plain; charset=utf-8");

  final OkHttpClient client = new OkHttpClient();

  final Call made(Request request) {
    // The oldest ones try again after a timeout, too.
    OkHttpClient waiting =
        client
            .newBuilder()
            .readTimeout(request.timeoutMillis(), TimeUnit.MILLISECONDS)
            .retryOnConnectionFailure(request.timeoutMillis() > SHORT_MILLIS)
            .build();
    okhttp3.Request.Builder builder =
        new okhttp3.Request.Builder()
            .url(request.url())
            .method(request.method(), request.body().isEmpty() ? null : body(request));
    request.headers().forEach(builder::header);
    return waiting.newCall(builder.build());
  }

  private static RequestBody body(Request request) {
    return request.chunked()
        ? new Unmeasured(request.body())
        : RequestBody.create(TEXT, request.body());
  }

  @Override
  protected final Answer call(Request request) throws Exception {
    return patient(made(request));
  }

  /** The socket's own timeout and the client's watchdog race to say it: this sounds the same. */
  final Answer patient(Call call) throws Exception {
    try {
      return answer(call);
    } catch (SocketTimeoutException e) {
      throw new SocketTimeoutException("timeout");
    }
  }

  abstract Answer answer(Call call) throws Exception;

  /** The answer, and a complaint if what was sent is not what was made. */
  static Answer answer(Call call, Response response) throws IOException {
    String body = response.body().string();
    okhttp3.Request sent = response.networkResponse().request();
    String carried = sent.header("traceparent");
    boolean same = carried == null || carried.equals(call.request().header("traceparent"));
    return new Answer(response.code(), body + (same ? "" : " not my headers"));
  }

  /** A body that goes out in chunks. */
  private static final class Unmeasured extends RequestBody {
    private final String text;

    Unmeasured(String text) {
      this.text = text;
    }

    @Override
    public MediaType contentType() {
      return TEXT;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.writeUtf8(text);
    }
  }
}
