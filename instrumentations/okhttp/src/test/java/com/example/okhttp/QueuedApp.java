package com.example.okhttp;

import com.example.client.Answer;
import com.example.client.Request;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;

/** Calls one after the other, whoever asks for them; when one has come, asks for another. */
public final class QueuedApp extends OkApp {
  public static void main(String[] args) throws Exception {
    QueuedApp app = new QueuedApp();
    app.client.dispatcher().setMaxRequests(1);
    app.run(args);
  }

  @Override
  Answer answer(Call first) throws Exception {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    first.enqueue(
        new Callback() {
          @Override
          public void onResponse(Call call, Response response) throws IOException {
            answer(call, response);
            Call next = made(Request.get(call.request().url().toString().replace("/ok", "/echo")));
            answer.complete(answer(next, next.execute()));
          }

          @Override
          public void onFailure(Call call, IOException e) {
            answer.completeExceptionally(e);
          }
        });
    return answer.get(30, TimeUnit.SECONDS);
  }
}
