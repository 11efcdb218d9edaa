package io.sidelight.inst.okhttp.advice;

import io.sidelight.core.record.HttpClientCall;
import io.sidelight.core.record.HttpClientRecorder;
import java.io.InterruptedIOException;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** A call as the application made it. */
final class OkCall extends HttpClientCall {
  private final Call call;
  private final Request request;
  private final HttpUrl url;

  OkCall(Call call) {
    this.call = call;
    this.request = call.request();
    this.url = request.url();
  }

  void succeeded(HttpClientRecorder recorder, Response response) {
    recorder.end(this, response.code(), version(response.protocol()), null);
  }

  private static @Nullable String version(@Nullable Protocol protocol) {
    String name = String.valueOf(protocol);
    if (name.startsWith("h2")) {
      return "2";
    }
    return name.startsWith("http/") ? name.substring("http/".length()) : null;
  }

  /** Whoever is cancelled fails as if the connection were broken, unless a timeout cancels. */
  void failed(HttpClientRecorder recorder, Throwable thrown) {
    Throwable reason = reason(thrown);
    if (reason == null && call.isCanceled() && !(thrown instanceof InterruptedIOException)) {
      recorder.cancel(this);
    } else {
      recorder.end(this, reason == null ? thrown : reason);
    }
  }

  /**
   * Why the client itself gave up: an exception that is no IOException, which an interceptor threw.
   * 5.2 and later make it the cause. Null if it did not.
   */
  private static @Nullable Throwable reason(Throwable thrown) {
    String message = thrown.getMessage();
    if (message == null || !message.startsWith("canceled due to ")) {
      return null;
    }
    Throwable[] suppressed = thrown.getSuppressed();
    return suppressed.length > 0 ? suppressed[0] : thrown.getCause();
  }

  @Override
  protected String method() {
    return request.method();
  }

  @Override
  protected String host() {
    return url.host();
  }

  @Override
  protected int port() {
    return url.port();
  }

  @Override
  protected String scheme() {
    return url.scheme();
  }

  @Override
  protected String url() {
    return url.toString();
  }

  @Override
  public void header(String name, String value) {
    // They go into a copy of what is sent: see RequestHeaders.
  }
}
