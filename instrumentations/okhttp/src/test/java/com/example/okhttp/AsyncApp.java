package com.example.okhttp;

import com.example.client.Answer;
import com.example.client.Request;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** Calls with OkHttp's dispatcher, more than it executes at a time. */
public final class AsyncApp extends OkApp {
  public static void main(String[] args) throws Exception {
    new AsyncApp().run(args);
  }

  @Override
  Answer answer(Call call) throws Exception {
    Promise promise = new Promise();
    call.enqueue(promise);
    try {
      return promise.answer.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
    }
  }

  @Override
  protected void cancel(Request request) throws Exception {
    Call call = made(request);
    Promise promise = new Promise();
    call.enqueue(promise);
    call.cancel();
    try {
      System.out.println("answered " + promise.answer.get(30, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      System.out.println("cancelled " + e);
    }
  }

  /** A call twice, one that fails in code of the application's, and executors of other kinds. */
  @Override
  protected void more(String base) throws Exception {
    Call first = made(Request.get(base + "/ok?s=FIRST"));
    print("first", () -> answer(first));
    print("refused", () -> answer(first));
    OkHttpClient breaking =
        client
            .newBuilder()
            .addInterceptor(
                chain -> {
                  throw new IllegalStateException("broken");
                })
            .build();
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {});
    breaking.newCall(first.request()).enqueue(new Promise());
    OkHttpClient same = client.newBuilder().dispatcher(new Dispatcher(new SameThread())).build();
    print("same", () -> answer(same.newCall(first.request())));
    Dispatcher closed = new Dispatcher();
    closed.executorService().shutdown();
    OkHttpClient refusing = client.newBuilder().dispatcher(closed).build();
    try {
      answer(refusing.newCall(first.request()));
    } catch (Exception e) {
      System.out.println("outcome rejected " + e.getClass());
    }
  }

  /** Runs tasks where they are handed over. */
  private static final class SameThread extends ThreadPoolExecutor {
    SameThread() {
      super(0, 1, 1, TimeUnit.SECONDS, new java.util.concurrent.SynchronousQueue<>());
    }

    @Override
    public void execute(Runnable task) {
      task.run();
    }
  }

  private static final class Promise implements Callback {
    final CompletableFuture<Answer> answer = new CompletableFuture<>();

    @Override
    public void onResponse(Call call, Response response) {
      try {
        answer.complete(answer(call, response));
      } catch (IOException e) {
        answer.completeExceptionally(e);
      }
    }

    @Override
    public void onFailure(Call call, IOException e) {
      answer.completeExceptionally(e);
    }
  }
}
