package com.example.okhttp;

import com.example.client.Answer;
import com.example.client.Request;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** Calls with OkHttp, and waits. */
public final class SyncApp extends OkApp {
  public static void main(String[] args) throws Exception {
    new SyncApp().run(args);
  }

  @Override
  Answer answer(Call call) throws IOException {
    return answer(call, call.execute());
  }

  @Override
  protected void cancel(Request request) throws Exception {
    Call call = made(request);
    Thread other =
        new Thread(
            () -> {
              try {
                System.out.println("answered " + call.execute());
              } catch (IOException e) {
                System.out.println("cancelled " + e);
              }
            });
    other.start();
    while (!call.isExecuted()) {
      Thread.onSpinWait();
    }
    call.cancel();
    other.join();
  }

  /** The same again and again, a call twice, interceptors, and a limit for the whole call. */
  @Override
  protected void more(String base) throws Exception {
    Call first = made(Request.get(base + "/ok?s=AGAIN"));
    print("first", () -> answer(first));
    print("refused", () -> answer(first));
    print("again", () -> answer(client.newCall(first.request())));
    OkHttpClient looking =
        client
            .newBuilder()
            .addInterceptor(chain -> look("application", chain))
            .addNetworkInterceptor(chain -> look("network", chain))
            .build();
    print("looked", () -> answer(looking.newCall(first.request())));
    OkHttpClient breaking =
        client
            .newBuilder()
            .addInterceptor(
                chain -> {
                  throw new IllegalStateException("broken");
                })
            .build();
    print("broken", () -> answer(breaking.newCall(first.request())));
    OkHttpClient calling =
        client
            .newBuilder()
            .addInterceptor(
                chain -> {
                  answer(made(Request.get(base + "/ok?s=TOKEN")));
                  return chain.proceed(chain.request());
                })
            .build();
    print("inside", () -> answer(calling.newCall(first.request())));
    print("limited", () -> patient(limited(made(Request.get(base + "/hang?s=LIMITED")).request())));
  }

  private static Response look(String who, okhttp3.Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    System.out.println(
        "outcome of "
            + who
            + ": "
            + chain.request().headers()
            + response.request().headers().names());
    return response;
  }

  /** Newer clients have a limit for all of a call, which cancels it. */
  private Call limited(okhttp3.Request request) throws Exception {
    OkHttpClient.Builder builder = client.newBuilder();
    try {
      OkHttpClient.Builder.class
          .getMethod("callTimeout", long.class, TimeUnit.class)
          .invoke(builder, (long) SHORT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (NoSuchMethodException e) {
      builder.readTimeout(SHORT_MILLIS, TimeUnit.MILLISECONDS).retryOnConnectionFailure(false);
    }
    return builder.build().newCall(request);
  }
}
