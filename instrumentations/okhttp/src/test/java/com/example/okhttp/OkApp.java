package com.example.okhttp;

import com.example.client.Answer;
import com.example.client.ClientApp;
import com.example.client.Request;
import java.io.IOException;
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
    OkHttpClient waiting =
        client.newBuilder().readTimeout(request.timeoutMillis(), TimeUnit.MILLISECONDS).build();
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
